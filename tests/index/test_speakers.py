from __future__ import annotations

import pytest

from index.speakers import asked_for, known_as, surname
from tests.index.corpora import passages, transcript

KNOWN = ("青山", "朝霧市", "副市長", "部長", "課長", "森", "東京都")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("青山副市長は採用について何と言った？", ("青山", "副市長")),
        ("朝霧市の青山さん　防災", ("青山", "朝霧市")),
        ("副市長の発言", ("副市長",)),
        ("部長は反対したの", ("部長",)),
        ("部長会で使う資料", ()),
        ("課長に聞かれた", ()),
        ("森林の管理", ()),
        ("森課長は", ("課長", "森")),
        ("市長は", ()),
    ],
)
def test_only_who_is_asked_for_is_taken(question: str, names: tuple[str, ...]) -> None:
    assert asked_for(question, KNOWN) == names


def test_a_mayor_is_not_found_in_a_deputy_mayor() -> None:
    assert asked_for("副市長は", ("市長", "副市長")) == ("副市長",)


def test_a_settled_speaker_is_known_by_surname_body_and_title() -> None:
    assert known_as(passages(transcript(("白石", ("はい。",))))[0]) == ("白石", "夕凪区", "課長")


def test_a_given_name_is_none_that_speakers_are_asked_for_by() -> None:
    assert "進" not in known_as(passages(transcript(("黒川", ("はい。",))))[0])


def test_an_open_speaker_is_known_by_what_the_label_says() -> None:
    assert known_as(passages(transcript(("総務局・灰田課長", ("はい。",))))[0]) == ("灰田", "課長")


@pytest.mark.parametrize("label", ["副市長", "委員", "さん", ""])
def test_a_label_that_is_only_a_title_keeps_a_character(label: str) -> None:
    assert len(surname(label)) == min(len(label), len(surname(label)))
    assert bool(surname(label)) == bool(label)
