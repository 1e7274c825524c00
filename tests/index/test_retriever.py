"""A question → what is shown: filters, order, pages, and what is said where nothing is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Section
from index.analysis import Analyzer
from index.model import Confidence
from index.query.parser import without
from index.search_query import LONGEST_MESSAGE
from tests.index.corpora import transcript
from tests.index.snapshots import Asking, asking

OLD, NEW = date(2021, 8, 24), date(2022, 6, 21)

RECRUITED = "採用の要項を書き直して、応募が増えました。"
TRIED = "採用は任期付職員で始めています。"
TRAINED = "研修を月に二時間と決めました。"
WITHOUT_PAPER = "書かない窓口を三つの課で始めました。"
BOTH = "採用の研修もあります。"
METROPOLIS = "都では採用の面接を変えました。"


@pytest.fixture(scope="module")
def forum(analyzer: Analyzer) -> Asking:
    first = (("青山", (RECRUITED,)), ("黒川", (METROPOLIS,)), ("白石", (TRAINED,)))
    second = (("白石", (TRIED,)), ("緑川", (WITHOUT_PAPER,)), ("緑川", (BOTH,)))
    return asking(
        analyzer,
        transcript(*first, key="n1-0", held_on=OLD, number=1, hosts=("朝霧市", "夕凪区")),
        transcript(*second, key="n2-0", held_on=NEW, number=2, hosts=("夕凪区", "若潮町")),
    )


# Filters


def test_朝霧市は_is_answered_by_朝霧市_only(forum: Asking) -> None:
    assert forum.texts("朝霧市は採用について何と言っている？") == [RECRUITED]


def test_a_filter_that_is_taken_off_lets_the_others_answer(forum: Asking) -> None:
    asked = forum.understood("朝霧市の採用")
    freed = without(asked, *asked.filters)
    assert len(forum.answers.answer(freed, 9, ()).hits) > 1


def test_都は_is_answered_by_the_metropolis(forum: Asking) -> None:
    assert forum.texts("都は採用をどう考えている？") == [METROPOLIS]


def test_うちの区_is_answered_by_ones_own_and_needs_to_know_it(forum: Asking) -> None:
    assert forum.texts("うちの区は研修について何と言った？", own="夕凪区") == [TRAINED]
    unknown = forum.ask("うちの区は研修について何と言った？")
    assert unknown.asked
    assert unknown.asked.own_needed


def test_他の区_is_one_quote_a_municipality_without_ones_own_and_the_metropolis(forum: Asking) -> None:
    results = forum.ask("他の区は採用どうしてる？", 1, own="夕凪区")
    assert [hit.passage.affiliation for hit in results.hits] == ["朝霧市"]
    assert results.more == 1
    after = forum.ask("他の区は採用どうしてる？", 5, own="夕凪区", seen=[results.hits[0].passage.id])
    assert [hit.passage.affiliation for hit in after.hits] == ["若潮町"]
    assert after.more == 0


def test_a_person_and_an_office_are_filters(forum: Asking) -> None:
    assert forum.texts("白石課長は採用について何と？") == [TRIED]
    assert forum.texts("情報政策課長の発言で研修") == [TRAINED]


def test_a_round_a_period_and_a_phrase_are_filters(forum: Asking) -> None:
    assert set(forum.texts("第2回の採用")) == {TRIED, BOTH}
    assert forum.texts("2021年の採用") == [RECRUITED, METROPOLIS]
    assert forum.texts("「書かない　窓口」") == [WITHOUT_PAPER]


def test_a_word_that_was_excluded_stands_in_no_answer(forum: Asking) -> None:
    assert BOTH in forum.texts("採用", 9)
    assert BOTH not in forum.texts("採用 -研修", 9)


def test_a_phrase_is_marked_where_it_stands(forum: Asking) -> None:
    hit = forum.ask("「かない窓」").hits[0]
    assert [span.of(hit.passage.text) for span in hit.highlights] == ["かない窓"]


def test_a_theme_lets_its_passages_through_only(forum: Asking) -> None:
    themes = forum.snapshot.membership
    theme = next(name for name in themes.members if any(m.passage.text == TRAINED for m in themes.members[name]))
    held = {member.passage.text for member in themes.members[theme]}
    assert RECRUITED not in held
    assert set(forum.texts(f"テーマ:{theme}", 9)) == held


# Without words


def test_a_municipality_alone_is_answered_by_what_says_most(forum: Asking) -> None:
    results = forum.ask("若潮町は？")
    assert results.confidence is Confidence.FOUND
    assert [hit.passage.text for hit in results.hits] == [WITHOUT_PAPER, BOTH]


@pytest.mark.parametrize("question", ["", "教えて", "これについて他の区は？", "この件、夕凪区は何と言っていますか"])
def test_a_question_without_words_or_one_that_leans_on_a_thread_quotes_nothing(forum: Asking, question: str) -> None:
    results = forum.ask(question)
    assert (results.hits, results.confidence, results.more) == ((), Confidence.NOTHING, 0)


# Order


@pytest.mark.parametrize("year", [2022, 2026, 2030])
def test_最近_prefers_new_rounds_but_never_empties_the_answer(forum: Asking, year: int) -> None:
    later = replace(forum, today=date(year, 11, 23))
    answered = later.texts("最近の採用", 9)
    assert set(answered[:2]) == {TRIED, BOTH}
    assert set(answered) == set(later.texts("採用", 9))
    assert RECRUITED in answered


def test_最近_does_not_lift_what_is_not_on_the_question(forum: Asking) -> None:
    assert forum.texts("最近の採用の要項と応募", 1) == [RECRUITED]


@pytest.mark.parametrize(
    ("year", "question", "texts"),
    [(2022, "去年の採用", {RECRUITED, METROPOLIS}), (2023, "去年の採用", {TRIED, BOTH})],
)
def test_去年_counts_from_the_day_of_asking(forum: Asking, year: int, question: str, texts: set[str]) -> None:
    assert set(replace(forum, today=date(year, 11, 23)).texts(question, 9)) == texts


@pytest.mark.parametrize("year", [2026, 2030])
def test_a_period_outside_the_corpus_is_named_and_dropped_and_the_rest_answered(forum: Asking, year: int) -> None:
    results = replace(forum, today=date(year, 11, 23)).ask("去年の採用", 9)
    assert results.asked
    assert (results.asked.periods_outside, results.asked.period) == (("去年",), None)
    assert [hit.passage.text for hit in results.hits] == forum.texts("採用", 9)


def test_とは_puts_what_explains_first(analyzer: Analyzer) -> None:
    mention = "BPRのBPRによるBPRを進めました。"
    explanation = "私どもが部長たちに何度も話したのは、BPRとは、仕事の流れを頭から見直すことです、ということでした。"
    forum = asking(analyzer, transcript(("青山", (mention,)), ("白石", (explanation,))))
    assert forum.texts("BPR", 1) == [mention]
    assert forum.texts("BPRとは？", 1) == [explanation]


def test_a_question_to_the_others_comes_after_what_answers_it(analyzer: Analyzer) -> None:
    question = "採用の採用による採用は、どうされましたか。"
    forum = asking(analyzer, transcript(("黒川", (question,)), ("青山", ("要項を直して採用しました。",))))
    assert forum.texts("採用") == ["要項を直して採用しました。", question]


# Going on


def test_after_the_index_changed_going_on_repeats_nothing(analyzer: Analyzer) -> None:
    speeches = (("青山", (RECRUITED,)), ("白石", (TRIED,)), ("緑川", (BOTH,)), ("黒川", (METROPOLIS,)))
    before = asking(analyzer, transcript(*speeches, key="old-0"))
    shown = before.ask("採用", 2).hits
    added = transcript(("白石", ("採用を三年続けました。面接は二回です。",)), key="n9-0", number=9)
    after = asking(analyzer, transcript(*speeches, key="new-0"), added, aliases={"old-0-0": "new-0-0"})
    seen = [hit.passage.id for hit in shown]
    texts = after.texts("採用", 9, seen=seen)
    assert not {hit.passage.text for hit in shown} & set(texts)
    assert len(texts) == 3


def test_an_id_that_is_gone_stops_nobody(forum: Asking) -> None:
    assert forum.texts("朝霧市の採用", seen=["n7-0-0-0-0", ""]) == [RECRUITED]


def test_going_on_past_the_end_is_empty_and_still_found(forum: Asking) -> None:
    first = forum.ask("朝霧市の採用")
    after = forum.ask("朝霧市の採用", seen=[hit.passage.id for hit in first.hits])
    assert (after.hits, after.more, after.confidence) == ((), 0, Confidence.FOUND)


# Exchanges


def test_a_municipalitys_words_bring_the_metropolis_reply(forum: Asking) -> None:
    (hit,) = forum.ask("朝霧市の採用").hits
    assert hit.answered_by
    assert hit.answered_by.text == METROPOLIS


def test_a_reply_that_does_not_stand_any_more_is_not_brought(analyzer: Analyzer) -> None:
    spoken = transcript(("青山", (RECRUITED,)), ("黒川", (METROPOLIS,)))
    forum = asking(analyzer, spoken, refused=lambda passage: passage.text == METROPOLIS)
    assert [hit.answered_by for hit in forum.ask("採用", 9).hits] == [None]


def test_a_short_reply_brings_what_it_answers_if_that_stands(analyzer: Analyzer) -> None:
    spoken = transcript(("黒川", ("面接も二度されましたか。",)), ("青山", ("はい、採用のときは二度です。",)))
    (hit,) = asking(analyzer, spoken).ask("採用").hits
    assert hit.replies_to
    assert hit.replies_to.text == "面接も二度されましたか。"
    (alone,) = asking(analyzer, spoken, refused=lambda passage: "面接も" in passage.text).ask("採用").hits
    assert alone.replies_to is None


# Nothing


def test_nothing_names_the_filter_that_excludes_what_there_is(forum: Asking) -> None:
    results = forum.ask("朝霧市の研修")
    assert (results.hits, results.confidence) == ((), Confidence.NOTHING)
    (excluded,) = results.excluded_by
    assert [constraint.words for constraint in excluded.constraints] == ["朝霧市"]
    assert excluded.passages == 2
    assert results.near_words == ()


def test_of_several_filters_the_one_that_costs_most_comes_first(forum: Asking) -> None:
    results = forum.ask("第2回の朝霧市の採用")
    assert [([constraint.words for constraint in each.constraints], each.passages) for each in results.excluded_by] == [
        (["朝霧市"], 2),
        (["第2回"], 1),
    ]


def test_filters_that_exclude_only_together_are_named_together(forum: Asking) -> None:
    results = forum.ask("第1回の朝霧市の窓口")
    (excluded,) = results.excluded_by
    assert [constraint.words for constraint in excluded.constraints] == ["第1回", "朝霧市"]


def test_nothing_offers_words_that_the_corpus_has(forum: Asking) -> None:
    results = forum.ask("宇宙飛行士の採用")
    assert (results.hits, results.confidence) == ((), Confidence.NOTHING)
    assert "採用" in results.near_words
    assert len(results.near_words) <= 5
    assert all(forum.ask(word).confidence is Confidence.FOUND for word in results.near_words)


def test_where_nothing_is_near_no_word_is_offered(forum: Asking) -> None:
    assert forum.ask("宇宙飛行士").near_words == ()


def test_an_answer_offers_neither_words_nor_filters(forum: Asking) -> None:
    results = forum.ask("朝霧市の採用")
    assert (results.near_words, results.excluded_by) == ((), ())


# Messages


def test_a_long_message_becomes_its_most_telling_words(forum: Asking) -> None:
    message = (
        "お疲れさまです。来週の部会に出す資料をまとめています。昨日の打合せで話題になりましたが、"
        "書かない窓口を始めたところが増えているそうです。費用や体制がよく分からず困っています。"
        "部長からは、先に始めた自治体が住民の待ち時間をどれほど減らしたのか数字で示すように求められました。"
    )
    words = forum.ask(message).query.words
    assert len(words) <= LONGEST_MESSAGE < len(forum.answers.analyzer.tokens(message))
    assert "窓口" in words


def test_sections_are_no_part_of_a_reply(analyzer: Analyzer) -> None:
    spoken = transcript(("青山", (RECRUITED,)), ("黒川", (METROPOLIS,)))
    apart = replace(
        spoken,
        sections=tuple(Section(f"議題{at}", None, (said,)) for at, said in enumerate(spoken.sections[0].speeches)),
    )
    hits = asking(analyzer, apart).ask("採用", 9).hits
    assert [hit.answered_by for hit in hits] == [None, None]
