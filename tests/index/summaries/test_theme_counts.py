"""Theme counts: passages by theme and body, and what is wrong with a theme or absent from the talks."""

from __future__ import annotations

from corpus.model import Passage
from index.analysis import Analyzer
from index.search import Index
from index.summaries.theme_counts import (
    Problem,
    ThemeCounts,
    ThemeProblem,
    ThemeRow,
    Topic,
    absent,
    check,
    counts,
    topics,
)
from index.themes import Theme, assign, read_themes
from tests.index.corpora import passages, said, transcript
from tests.index.sampled import sample_passages

TRAINING = Theme("育成", "職員をどう育てるか。", ("研修", "教材"))
COUNTER = Theme("窓口", "窓口をどう変えるか。", ("窓口", "申請書"))


def counted(analyzer: Analyzer, *spoken: Passage) -> ThemeCounts:
    return counts(Index.build(spoken, analyzer), assign(spoken, (TRAINING, COUNTER)))


def test_passages_count_for_the_body_whose_words_they_are(analyzer: Analyzer) -> None:
    talk = transcript(
        ("青山", ("研修をしました。", "教材を作りました。")), ("黒川", ("研修を開きます。",)), ("青山", ("来週です。",))
    )
    theme_counts = counted(analyzer, *passages(talk))
    assert theme_counts.bodies == ("朝霧市", "東京都")
    assert (theme_counts.rows[0].passages, theme_counts.rows[0].bodies) == (3, {"朝霧市": 2, "東京都": 1})
    assert (theme_counts.rows[1].passages, theme_counts.rows[1].bodies) == (0, {})
    assert (theme_counts.passages, theme_counts.unsorted) == (4, 1)


def counts_of(theme_passages: int, all_passages: int) -> ThemeCounts:
    return ThemeCounts((ThemeRow(TRAINING, theme_passages, {}),), (), all_passages, 0)


def test_a_theme_without_passages_is_found_empty() -> None:
    assert check(counts_of(0, 30)) == (ThemeProblem("育成", Problem.EMPTY, 0, 30),)


def test_a_theme_of_more_than_a_third_is_found_too_large_and_of_a_third_not() -> None:
    assert check(counts_of(11, 30)) == (ThemeProblem("育成", Problem.TOO_LARGE, 11, 30),)
    assert check(counts_of(10, 30)) == ()


def test_the_shipped_themes_are_sound_on_the_sample(analyzer: Analyzer) -> None:
    index = Index.build(sample_passages(), analyzer)
    assert check(counts(index, assign(index.passages, read_themes()))) == ()


def test_at_most_a_tenth_of_the_sample_is_of_no_theme() -> None:
    spoken = sample_passages()
    assert len(assign(spoken, read_themes()).themes_of) >= 0.9 * len(spoken)


def test_a_topic_is_absent_only_where_no_form_of_it_is_spoken() -> None:
    topic = Topic("生成AI", ("生成AI", "ChatGPT"))
    assert absent((topic,), said("ＡＩの話です。", "文書の生成です。")) == (topic,)
    assert absent((topic,), said("ＣｈａｔＧＰＴを試しました。")) == ()


def test_generative_ai_is_among_the_topics_that_are_looked_for() -> None:
    assert "生成AI" in [topic.name for topic in topics()]
