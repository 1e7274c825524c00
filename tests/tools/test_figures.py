"""The figures of ``python -m tools.parsing`` in short: nobody's words in another's mouth, no character lost."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from corpus.reading.transcript import read
from tests.articles import article
from tools.parsing.compose import compose, gazetteer
from tools.parsing.composed import Blanks
from tools.parsing.figures import Damage, composed_figures, damaged_figures, specimen_figures
from tools.parsing.measure import expected_of, score, wrong_speakers
from tools.parsing.mutations import Mutant, mutants


def test_all_expected_transcripts_are_read_without_a_fault() -> None:
    total = specimen_figures().score

    assert total.read == total.expected == total.matched
    assert total.named == total.settled == total.right
    assert total.heads == total.articles


def test_composed_articles_are_read_with_the_right_speakers_only() -> None:
    figures = composed_figures(range(10_000, 10_200))

    assert figures.good
    assert figures.score.right / figures.score.settled > 0.99
    assert figures.score.matched / figures.score.read > 0.99
    assert figures.score.stray / figures.score.characters < 0.03


def test_damage_loses_no_character_and_gives_no_words_to_another() -> None:
    damage = damaged_figures(range(20_000, 20_100))

    assert damage.tried.total() == 1_100
    assert damage.good


def test_the_figures_would_see_a_wrong_speaker() -> None:
    composed = compose(1)
    transcript = read(article(composed.text), gazetteer())
    other = transcript.participants[-1]
    section = transcript.sections[0]
    given = replace(section, speeches=tuple(replace(speech, speaker=other) for speech in section.speeches))
    forged = replace(transcript, sections=(given, *transcript.sections[1:]))

    assert not list(wrong_speakers(composed, transcript))
    assert list(wrong_speakers(composed, forged))
    counted = score(expected_of(composed), forged, head=True)
    assert counted.right < counted.named


def test_the_figures_would_see_a_heading_in_somebodys_mouth() -> None:
    composed = next(one for one in map(compose, range(100)) if one.spoken[0].named)
    first = composed.spoken[0].paragraphs[0]
    text = composed.text.replace(first, f"{first}\n見出しがここに紛れ込みました。", 1)

    assert [number for number, _ in wrong_speakers(composed, read(article(text), gazetteer()))] == [-1]


@pytest.mark.parametrize("seed", range(30))
def test_each_mutant_differs_from_its_article_or_says_why_not(seed: int) -> None:
    composed = compose(seed)
    same = [mutant.what for mutant in mutants(composed, random.Random(seed)) if mutant.text == composed.text]  # noqa: S311 - repeatable

    blank = "all blank lines removed", "a blank line removed"
    # A cut may fall on the very edge.
    harmless = {"width swapped", "end cut off", "beginning cut off", *(blank if composed.blanks is Blanks.NONE else ())}
    assert set(same) <= harmless


def test_a_lost_label_without_blank_lines_is_counted_out_not_forgotten() -> None:
    composed = next(one for one in map(compose, range(100)) if one.blanks is Blanks.NONE and len(one.spoken) > 3)
    lines = composed.text.split("\n")
    second = next(at for at, line in enumerate(lines) if line.strip() == composed.spoken[1].label)
    text = "\n".join(lines[:second] + lines[second + 1 :])
    damage = Damage()

    damage.add(0, composed, Mutant("label dropped", text, frozenset({1})))

    assert damage.wrong.total() == 0
