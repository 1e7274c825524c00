"""Text → Tokens: the only module that imports Sudachi.

A token keeps its place in the text as received, so that a highlight is a slice and nothing is analyzed twice.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import groupby
from typing import Protocol

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from corpus.model import Span
from index.model import Token

#: How a text is read: in long units. A verb stays one (取り組む, which its noun 取組み is, too); other words are split
#: into short units, because long ones split one compound differently in different contexts (被災地上空: 被災/地上/空).
MODE = SplitMode.C
SHORT = SplitMode.A

#: Prefixes that make another word of a noun: 非公開 is no 公開, 再エネ no エネ.
TURNING = frozenset("非未不無双再")
#: Ends that name a thing of its own: 自動車 is nothing 自動, 太陽光 no 太陽, 自治体 no 自治.
THINGS = frozenset("体光車")

#: Words that carry content. Auxiliary verbs and adjectives (している, てほしい), particles and affixes do not.
CONTENT = (
    ("名詞", "普通名詞"),
    ("名詞", "固有名詞"),
    ("名詞", "数詞"),
    ("動詞", "一般"),
    ("形容詞", "一般"),
    ("形状詞", "一般"),
    ("形状詞", "タリ"),
    ("副詞",),
    ("記号", "文字"),
)

#: What joins to one noun: the parts of a name that the dictionary lacks, too.
AFFIXES = frozenset({"接頭辞", "接尾辞"})
JOINED = AFFIXES | {"名詞", "記号", "形状詞"}

#: 「待ち」 is a noun in 「待ち時間」 asked alone and a verb in 「平均の待ち時間」: one word, whatever is around it.
NOUN_OF_VERB = re.compile("(?!明かり)[一-鿿々][一-鿿々ぁ-ん]*(?:[ぁ-ん]|出)")
VERB, STEM = ("動詞", "一般"), "連用形-一般"

#: Characters in one call. Sudachi refuses what is over 65,535 bytes *after* its own normalization, and one character
#: can become 33 bytes (U+FDFA): 1,900 of any kind always pass, and nearly every passage is shorter.
PIECE = 1900

SENTENCE_END = re.compile(r"[。！？!?\n]")

#: Half of a surrogate pair, as broken JSON can carry: Sudachi takes UTF-8 only.
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class TextAnalyzer(Protocol):
    """Anything that returns the content words of a text: the analyzer, or a cache of its tokens."""

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the content words of ``text`` in order, with spans in ``text``."""


class Analyzer:
    """A morphological analyzer that returns content words; one is enough for a process, and threads may share it.

    The dictionary is shared; each thread has a tokenizer of its own, because a shared one raises
    ``Tokenizer is already in use``.
    """

    def __init__(self) -> None:
        """Open the dictionary (tens of milliseconds; its pages are mapped, not read)."""
        self._dictionary = Dictionary()
        self._is_content = self._dictionary.pos_matcher(CONTENT)
        self._is_noun = self._dictionary.pos_matcher([("名詞", "普通名詞")])
        self._is_verb = self._dictionary.pos_matcher([VERB])
        self._own = threading.local()
        self._verbs: dict[str, str] = {}

    @property
    def fingerprint(self) -> str:
        """What the tokens depend on: two analyzers with one fingerprint return the same tokens for every text."""
        packages = (f"{name} {version(name)}" for name in ("sudachipy", "sudachidict-core"))
        kinds = ",".join("-".join(kind) for kind in CONTENT)
        return "; ".join((*packages, "verbs and turned nouns whole", "nouns of verbs", f"piece {PIECE}", kinds))

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the content words of ``text`` in order, with spans in ``text`` (code points); accepts any string."""
        encodable = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        return tuple(token for piece in pieces(encodable) for token in self._cut(text, encodable, piece))

    def reading(self, word: str) -> str:
        """Return how a word is read, in katakana."""
        return "".join(morpheme.reading_form() for morpheme in self._tokenizer().tokenize(word))

    def common_terms(self, text: str) -> frozenset[str]:
        """Return the terms of the content words that can be no part of a name.

        A word is left out where the dictionary lacks it or knows it as a proper noun, too (森, 暁), and so are all
        words that are written together with such a one (暁坂区): of a name that it lacks it finds parts.
        """
        encodable, common, spoilt = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), set[str](), set[str]()
        for piece in pieces(encodable):
            for joined, group in groupby(self._morphemes(piece.of(encodable)), _is_joined):
                words = list(group) if joined else []
                kept = spoilt if any(map(self._may_be_name, words)) else common
                kept.update(map(self._term, filter(self._is_content, words)))
        return frozenset(common - spoilt)

    def _may_be_name(self, morpheme: Morpheme) -> bool:
        if morpheme.is_oov() or morpheme.part_of_speech()[0] in AFFIXES:
            return bool(morpheme.is_oov())
        return any(entry.part_of_speech()[1] == "固有名詞" for entry in self._dictionary.lookup(morpheme.surface()))

    def _cut(self, text: str, encodable: str, piece: Span) -> Iterator[Token]:
        prefix: Span | None = None
        for morpheme in self._morphemes(piece.of(encodable)):
            span = _place(morpheme, piece.start)
            if morpheme.part_of_speech()[0] == "接頭辞" and morpheme.surface() in TURNING:
                prefix = span
                continue
            if self._is_content(morpheme) and (term := self._term(morpheme)):
                if prefix and self._is_noun(morpheme):
                    span, term = Span(prefix.start, span.end), prefix.of(text) + term
                yield Token(span.of(text), term, span)
            prefix = None

    def _morphemes(self, text: str) -> Iterator[Morpheme]:
        for long in self._tokenizer().tokenize(text):
            short = () if self._is_verb(long) else tuple(long.split(SHORT, add_single=False))
            yield from (long,) if _is_whole(short) else short

    def _term(self, morpheme: Morpheme) -> str:
        """Return the normalized form; of a noun that is a verb's stem (待ち), the verb: elsewhere it is one."""
        term = str(morpheme.normalized_form().strip())
        if not (NOUN_OF_VERB.fullmatch(term) and self._is_noun(morpheme)):
            return term
        if term not in self._verbs:
            self._verbs[term] = self._verb(term) or term
        return self._verbs[term]

    def _verb(self, noun: str) -> str | None:
        entries = ((entry.part_of_speech(), entry.normalized_form()) for entry in self._dictionary.lookup(noun))
        return next((form for kind, form in entries if kind[:2] == VERB and kind[5] == STEM), None)

    def _tokenizer(self) -> Tokenizer:
        tokenizer: Tokenizer | None = getattr(self._own, "tokenizer", None)
        if tokenizer is None:
            tokenizer = self._own.tokenizer = self._dictionary.tokenizer(mode=MODE)
        return tokenizer


def pieces(text: str) -> Iterator[Span]:
    """Tile ``text`` with spans of at most PIECE characters, each cut after a sentence where one ends.

    >>> [len(piece) for piece in pieces("あ" * 1000 + "。" + "い" * 1000)]
    [1001, 1000]
    >>> list(pieces(""))
    []
    """
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= PIECE else _cut_before(text, start, start + PIECE)
        yield Span(start, end)
        start = end


def _cut_before(text: str, start: int, limit: int) -> int:
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, limit)]
    return ends[-1] if ends else limit


def _is_whole(short: Sequence[Morpheme]) -> bool:
    """Tell whether a word in these short units is one word all the same: 見た目, 非公開, 自治体."""
    return (
        len(short) < 2  # noqa: PLR2004 - nothing to split
        or short[0].surface() in TURNING
        or short[-1].surface() in THINGS
        or any(each.part_of_speech()[0] == "助動詞" for each in short)
    )


def _is_joined(morpheme: Morpheme) -> bool:
    return morpheme.part_of_speech()[0] in JOINED


def _place(morpheme: Morpheme, offset: int) -> Span:
    # One character can be two words (㍿ is 株式 and 会社): the second would be empty, so it shares the span.
    start, end = morpheme.begin(), morpheme.end()
    return Span(offset + (start if end > start else max(start - 1, 0)), offset + end)
