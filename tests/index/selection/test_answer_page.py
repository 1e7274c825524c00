"""Pages: different bodies first, one passage of a speech, nothing twice, and what is left is counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Passage
from index.model import Hit
from index.selection.answer_page import page, page_of_bodies
from tests.index.corpora import Spoken, passages, transcript

#: What differs enough to be no repetition.
MATTERS = (
    "公募の要項を書き直しました。",
    "研修は月に二時間です。",
    "端末を減らしました。",
    "防災訓練に使いました。",
    "窓口の順番を変えました。",
)


def hits(*speeches: Spoken, scores: tuple[float, ...] = (), covers: tuple[float, ...] = (), far: int = -1) -> list[Hit]:
    """Return a hit for each paragraph, in the order of the ranking; the one at ``far`` says nothing on the question."""
    found = passages(transcript(*speeches))
    return [
        Hit(each, scores[at] if scores else 9.0 - at / 10, (), covers=covers[at] if covers else 1.0, near=at != far)
        for at, each in enumerate(found)
    ]


def is_quotable(_: Passage) -> bool:
    return True


def shown(found: list[Hit], limit: int = 3, *, before: tuple[Passage, ...] = ()) -> list[str]:
    return [hit.passage.text for hit in page(found, limit, shown=before, is_quotable=is_quotable).hits]


def test_a_page_has_different_bodies_where_they_have_nearly_as_good_ones() -> None:
    found = hits(("青山", MATTERS[:1]), ("青山", MATTERS[1:2]), ("白石", MATTERS[2:3]), ("緑川", MATTERS[3:4]))
    assert shown(found) == [MATTERS[0], MATTERS[2], MATTERS[3]]


def test_a_body_that_clearly_has_the_best_is_heard_twice() -> None:
    speeches = (("青山", MATTERS[:1]), ("青山", MATTERS[1:2]), ("白石", MATTERS[2:3]))
    assert shown(hits(*speeches, scores=(9.0, 8.0, 5.0)), 2) == [MATTERS[0], MATTERS[1]]
    assert shown(hits(*speeches, scores=(9.0, 8.0, 6.0)), 2) == [MATTERS[0], MATTERS[2]]


def test_another_body_that_is_only_near_does_not_displace_what_is_on_the_question() -> None:
    speeches = (("青山", MATTERS[:1]), ("青山", MATTERS[1:2]), ("白石", MATTERS[2:3]))
    assert shown(hits(*speeches, covers=(0.9, 0.6, 0.4)), 2) == [MATTERS[0], MATTERS[1]]


def test_an_agreement_of_another_body_does_not_displace_what_says_something() -> None:
    found = hits(("青山", MATTERS[:1]), ("青山", MATTERS[1:2]), ("白石", ("そうですね。",)))
    assert shown(found, 2) == [MATTERS[0], MATTERS[1]]


def test_of_a_speech_the_best_passage_is_shown_and_no_other() -> None:
    found = hits(("青山", MATTERS[:3]), ("青山", MATTERS[3:4]))
    assert shown(found) == [MATTERS[0], MATTERS[3]]


def test_what_was_said_nearly_so_before_is_not_shown_again() -> None:
    once = "区役所の一階にある窓口を三つに減らして、待ち時間を半分にしました。"
    again = "区役所の一階にある窓口を三つに減らし、待ち時間を半分にしました。"
    assert shown(hits(("青山", (once,)), ("白石", (again,)), ("緑川", MATTERS[:1]))) == [once, MATTERS[0]]


def test_a_passage_that_repeats_another_whole_is_not_shown() -> None:
    short = "窓口を三つに減らして、待ち時間を半分にできました。"
    long = "前の年は人手が足りず苦しみました。" + short + "今年は相談の席も作るつもりです。担当は二人に増やしています。"
    assert shown(hits(("青山", (long,)), ("白石", (short,)))) == [long]


def test_what_is_left_is_counted_under_the_same_rules() -> None:
    found = hits(("青山", MATTERS[:3]), ("白石", MATTERS[3:4]), ("緑川", MATTERS[4:]), ("青山", (MATTERS[4],)))
    assert page(found, 1, is_quotable=is_quotable).more == 2
    assert page(found, 9, is_quotable=is_quotable).more == 0


def test_going_on_repeats_neither_passage_nor_speech() -> None:
    found = hits(("青山", MATTERS[:2]), ("白石", MATTERS[2:3]), ("緑川", MATTERS[3:4]))
    first = page(found, 1, is_quotable=is_quotable)
    after = page(found, 3, shown=[hit.passage for hit in first.hits], is_quotable=is_quotable)
    assert [hit.passage.text for hit in after.hits] == [MATTERS[2], MATTERS[3]]
    assert after.more == 0


def test_a_refused_passage_is_replaced_by_the_next_and_its_speech_may_still_speak() -> None:
    found = hits(("青山", MATTERS[:2]), ("白石", MATTERS[2:3]))
    kept = page(found, 2, is_quotable=lambda passage: passage.text != MATTERS[0])
    assert [hit.passage.text for hit in kept.hits] == [MATTERS[1], MATTERS[2]]


def test_what_says_nothing_on_the_question_is_not_shown() -> None:
    found = hits(("青山", MATTERS[:1]), ("白石", MATTERS[1:2]), far=1)
    assert shown(found) == [MATTERS[0]]
    assert page(found, 1, is_quotable=is_quotable).more == 0


def test_the_best_of_each_municipality_leaves_out_those_that_were_heard() -> None:
    best = hits(("青山", MATTERS[:1]), ("白石", MATTERS[1:2]), ("緑川", MATTERS[2:3]))
    earlier = passages(transcript(("白石", MATTERS[4:]), key="n000000000002"))
    found = page_of_bodies(best, 1, shown=earlier, instead=lambda hit: hit)
    assert [hit.passage.text for hit in found.hits] == [MATTERS[0]]
    assert found.more == 1


def test_a_municipality_without_a_quote_that_stands_is_passed_over() -> None:
    best = hits(("青山", MATTERS[:1]), ("白石", MATTERS[1:2]))
    found = page_of_bodies(best, 2, instead=lambda hit: None if "公募" in hit.passage.text else hit)
    assert [hit.passage.text for hit in found.hits] == [MATTERS[1]]


@given(
    said=st.lists(st.tuples(st.sampled_from(["青山", "白石", "緑川", "黒川"]), st.sampled_from(MATTERS)), max_size=12),
    limit=st.integers(1, 4),
)
def test_page_after_page_shows_everything_once_and_counts_it_right(said: list[tuple[str, str]], limit: int) -> None:
    found = hits(*((label, (text,)) for label, text in said))
    seen: list[Passage] = []
    left = len({text for _, text in said})
    while (here := page(found, limit, shown=seen, is_quotable=is_quotable)).hits:
        left -= len(here.hits)
        assert here.more == left
        seen += [hit.passage for hit in here.hits]
    assert sorted(passage.text for passage in seen) == sorted({text for _, text in said})
