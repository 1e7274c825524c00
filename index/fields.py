"""The fields of a passage that are scored, their weights, and the terms that a query searches in each.

Names are matched in the question's own characters: the analyzer would split them (物語野副区長 → 物語/野副/区長), and
a given name that is a word (学, 進) would match everybody's 学ぶ and 進む.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.model import Passage
from corpus.offices import KNOWN_TITLE, SUFFIX
from corpus.text import caseless
from index.analysis import TextAnalyzer
from index.model import Field, Query, Token
from index.synonyms import SynonymMatch, Synonyms

#: A match in one of these makes a hit; the others only move hits up.
OWN = (Field.TEXT, Field.SPEAKER, Field.HEADING, Field.NAMES)

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tuning:
    """All parameters of the ranking; the reason and the measured gain of each is in ``docs/retriever.md``."""

    #: BM25's saturation: below rank_bm25's 1.5, because talk repeats its words.
    k1: float = 0.8
    #: Weight of the speaker, against the text: a question that names a speaker means that one.
    speaker: float = 4.0
    #: Weight of headings and of the passages before and after: people say "it" once a thing was named.
    context: float = 0.4
    #: Weight of two words in the question's order: 「人材の採用」 and 「採用の人材」 are not the same.
    pairs: float = 0.2
    #: Weight of two characters: compounds that were tokenized differently, words that the dictionary lacks.
    characters: float = 0.15
    #: Weight of other names of the same thing, and of its family.
    synonyms: float = 0.3

    def weights(self) -> dict[Field, float]:
        """Return each field's weight; a field of weight zero is left out."""
        weights = {
            Field.TEXT: 1.0,
            Field.SPEAKER: self.speaker,
            Field.HEADING: self.context,
            Field.NEIGHBOURS: self.context,
            Field.PAIRS: self.pairs,
            Field.CHARACTERS: self.characters,
            Field.NAMES: self.synonyms,
            Field.FAMILIES: self.synonyms,
        }
        return {field: weight for field, weight in weights.items() if weight}


def documents(
    passages: Sequence[Passage], tokens: Sequence[tuple[Token, ...]], analyzer: TextAnalyzer, synonyms: Synonyms
) -> dict[Field, list[Terms]]:
    """Return, for each field, the terms of each passage."""
    words = list(map(_words, tokens))
    texts = [(cut, passage.text) for cut, passage in zip(tokens, passages, strict=True)]
    # Headings repeat: each is cut once.
    lines = dict.fromkeys(line for passage in passages for line in heading_lines(passage))
    cuts = {line: analyzer.tokens(line) for line in lines}
    heads = {line: (*_words(cut), *_named(_groups(synonyms.names(cut, line)))) for line, cut in cuts.items()}
    return {
        Field.TEXT: words,
        Field.SPEAKER: [speaker_names(passage) for passage in passages],
        Field.HEADING: [_joined(heads[line] for line in heading_lines(passage)) for passage in passages],
        Field.NEIGHBOURS: neighbours(passages, words),
        Field.PAIRS: [pairs(terms) for terms in words],
        Field.CHARACTERS: [characters(passage.text) for passage in passages],
        Field.NAMES: [_groups(synonyms.names(cut, text)) for cut, text in texts],
        Field.FAMILIES: [_groups(synonyms.families(cut, text)) for cut, text in texts],
    }


def query_terms(query: Query, synonyms: Synonyms, speakers: Iterable[str]) -> Mapping[Field, Terms]:
    """Return, for each field, the terms that ``query`` searches in it, each once; ``speakers`` are all known names."""
    words = tuple(dict.fromkeys(query.words))
    names = _once(_groups(synonyms.names(query.tokens, query.source)))
    terms = dict.fromkeys((Field.TEXT, Field.NEIGHBOURS), words)
    return terms | {
        Field.HEADING: (*words, *_named(names)),
        # A speaker who is a filter is not in the rest: a filter that was removed must not go on ranking.
        Field.SPEAKER: names_in_question(query.asked.rest, speakers),
        Field.PAIRS: _once(pairs(query.words)),
        Field.CHARACTERS: _once(characters(query.subject)),
        Field.NAMES: names,
        Field.FAMILIES: _once(_groups(synonyms.families(query.tokens, query.source))),
    }


def heading_lines(passage: Passage) -> tuple[str, ...]:
    """Return the heading and the sub-heading above a passage, "" for one that is missing."""
    return (passage.section.heading, passage.section.subheading or "")


def neighbours(passages: Sequence[Passage], words: Sequence[Terms]) -> list[Terms]:
    """Return the words of the passages before and after each, within its article."""
    around: list[list[Terms]] = [[] for _ in passages]
    for place, (one, other) in enumerate(pairwise(passages)):
        if one.transcript.key == other.transcript.key:
            around[place].append(words[place + 1])
            around[place + 1].append(words[place])
    return [_joined(parts) for parts in around]


def pairs(words: Sequence[str]) -> Terms:
    """Return each word with the one after it.

    >>> pairs(("被災", "地", "上空"))
    ('被災 地', '地 上空')
    """
    return tuple(f"{one} {other}" for one, other in pairwise(words))


def characters(text: str) -> Terms:
    """Return each two adjacent characters, width and case folded; not across punctuation or white space.

    >>> characters("ＤＸの、話")
    ('dx', 'xの')
    """
    runs = re.findall(r"\w+", caseless(text))
    return tuple(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def _words(cut: Iterable[Token]) -> Terms:
    return tuple(token.term for token in cut)


def _named(groups: Iterable[str]) -> Terms:
    """Return the names of things as terms of a heading, beside its words."""
    return tuple(f"={group}" for group in groups)


def _groups(named: Iterable[SynonymMatch]) -> Terms:
    return tuple(each.group for each in named)


def _joined(parts: Iterable[Terms]) -> Terms:
    return tuple(chain.from_iterable(parts))


def _once(terms: Terms) -> Terms:
    return tuple(dict.fromkeys(terms))


LABELS_HONORIFIC = re.compile(rf"(?<=.){SUFFIX}$")
LABELS_OFFICE = re.compile(r"^.*[・:：]")
TITLES = re.compile(KNOWN_TITLE)

#: What follows a title that speaks: 副区長は, 部長の発言; not in 部長会, 課長に聞かれた, 係長の研修.
SPEAKS = r"(?=[はがも、\s]|って|$|の(?:発言|考え|意見|話|言葉|見解|要望|回答|答え))"


def speaker_names(passage: Passage) -> tuple[str, ...]:
    """Return the names by which a passage's speaker is searched: surname, body, titles."""
    speaker, label = passage.speech.speaker, "".join(passage.speech.label.split())
    if speaker is None:
        names = (surname(label), *TITLES.findall(label))
    else:
        names = (speaker.surname, speaker.affiliation or "", *TITLES.findall(speaker.role))
    return tuple(dict.fromkeys(name for name in names if name))


def surname(label: str) -> str:
    """Return a label without office and title.

    >>> surname("総務局・土屋課長"), surname("宮坂副知事"), surname("森田")
    ('土屋', '宮坂', '森田')
    """
    name = LABELS_OFFICE.sub("", label)
    while (shorter := LABELS_HONORIFIC.sub("", name)) != name:
        name = shorter
    return name


def names_in_question(question: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the ``known`` names, bodies and titles that ``question`` asks for.

    >>> names_in_question("架空副区長は何と？部長会では？", ("架空", "副区長", "部長", "林"))
    ('架空', '副区長')
    """
    return tuple(name for name in known if name in question and _is_meant(question, name))


def _is_meant(question: str, name: str) -> bool:
    if TITLES.fullmatch(name):
        return re.search(rf"(?<!副){name}{SPEAKS}", question) is not None
    # A surname is inside longer words (透明性), one of a character (森, 林) inside too many: a title must follow there.
    ends = rf"(?:{SUFFIX}|(?![一-鿿々ァ-ヺー]))" if len(name) > 1 else SUFFIX
    return re.search(rf"{re.escape(name)}{ends}", question) is not None
