"""Word for word and without: 「書かない窓口」, "DX", -研修. Only a hyphen does; ー is a vowel's length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.municipalities import Gazetteer
from index.asking.atlas import atlas
from index.asking.folding import Claim
from index.asking.model import ClauseKind, Surroundings

#: Quotation marks in pairs.
_QUOTED = (
    r"「(?P<corner>[^「」\n]*[^「」\s、。,.?!][^「」\n]*)」"
    r"|『(?P<double>[^『』\n]*[^『』\s、。,.?!][^『』\n]*)』"
    r"|\"(?P<straight>[^\"\n]*[^\"\s、。,.?!][^\"\n]*)\""
    r"|“(?P<curly>[^“”\n]*[^“”\s、。,.?!][^“”\n]*)”"
)
_PHRASE = re.compile(_QUOTED)
#: Before a word, at the start or after a blank: not 「2021-2022」, not a list's 「- 」, not 「->」, not 「-5%」.
_WITHOUT = re.compile(rf"(?:(?<=[ ])|(?<!.))[-−](?:{_QUOTED}|(?P<word>[^\W\d_][^\s、。,?!「」\"“”]*))")
#: What joins a phrase to the sentence: not searched.
_AFTER = re.compile(
    r"(?:という(?:言葉|表現|発言|単語)?|といった)?(?:について|を含む|が出てくる|は|を|が|の|に|も)?[ ]*"
)


def read_exclusions(text: str, surroundings: Surroundings) -> Iterator[Claim]:
    """Words to leave out; a municipality's name leaves out its speakers."""
    for match in _WITHOUT.finditer(text):
        words = _body(_words(match), surroundings.gazetteer)
        yield Claim(ClauseKind.EXCLUDED, match.start(), match.end(), match.end(), (words,))


def read_phrases(text: str, surroundings: Surroundings) -> Iterator[Claim]:  # noqa: ARG001 - every recogniser has one form
    """What is asked for word for word."""
    for match in _PHRASE.finditer(text):
        end = _AFTER.match(text, match.end())
        yield Claim(ClauseKind.PHRASE, match.start(), match.end(), end.end() if end else match.end(), (_words(match),))


def _body(words: str, gazetteer: Gazetteer) -> str:
    """A municipality's full name for any name that is surely its; other words as they are."""
    bare = atlas(gazetteer).bare.get(words)
    place = gazetteer.named(words) or (bare if bare and not bare.bare_ambiguous else None)
    return place.name if place else words


def _words(match: re.Match[str]) -> str:
    return next(found.strip() for found in match.groupdict().values() if found)
