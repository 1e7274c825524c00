"""The parts of a talk, read together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import NotATranscript
from corpus.model import Article, Transcript
from corpus.reading.reader import TranscriptReader, read_all
from corpus.reading.transcript import read
from tests.articles import article, invented

LIST = """参加者(敬称略)
汐凪市CIO(副市長):小沢 賢
汐凪市企画課長:雛形 千秋
東京都部長:小沢 洋
"""
FIRST_LABEL = "汐凪市CIO:小沢(以下「小沢」)"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a round with the given lines as its body."""

    sign: str
    body: str
    listed: str = LIST
    day: str = "令和4年8月22日"
    number: int = 7

    def article(self) -> Article:
        title = f"汐凪市CIO×東京都CIO座談会{self.sign}"
        dated = f"{self.day}に、「第{self.number}回座談会」として汐凪市CIOと東京都CIOの対談を実施しました。"
        return article(f"{title}\n\n{dated}\n\n{self.listed}\n{self.body}", key=f"n{self.sign}")


ONE = Part("①", f"見出し\n\n小見出し\n\n{FIRST_LABEL}\n始めましょう。\n")
TWO = Part("②", "続き\n\nその続き\n\n小沢\n続けましょう。\n")


def speakers(transcript: Transcript) -> list[str | None]:
    return [
        speech.speaker.name if speech.speaker else None
        for section in transcript.sections
        for speech in section.speeches
    ]


def read_with(articles: list[Article]) -> list[tuple[str, ...]]:
    outcomes = (outcome for _, outcome in read_all(articles, invented()))
    return [outcome.read_with for outcome in outcomes if isinstance(outcome, Transcript)]


def together(*parts: Part) -> list[list[str | None]]:
    outcomes = [outcome for _, outcome in read_all([part.article() for part in parts], invented())]
    return [speakers(outcome) for outcome in outcomes if isinstance(outcome, Transcript)]


def test_alone_the_second_part_leaves_open_whom_the_first_introduced() -> None:
    assert speakers(read(TWO.article(), invented())) == [None]


def test_read_together_the_first_parts_introductions_count_in_the_second() -> None:
    assert together(TWO, ONE) == [["小沢 賢"], ["小沢 賢"]]


def test_the_second_parts_introductions_do_not_count_in_the_first() -> None:
    one = Part("①", "見出し\n\n小見出し\n\n小沢\n始めましょう。\n")
    two = Part("②", f"続き\n\nその続き\n\n{FIRST_LABEL}\n続けましょう。\n")

    assert together(one, two) == [[None], ["小沢 賢"]]


def test_a_second_part_without_a_list_takes_the_firsts() -> None:
    one = Part("①", "見出し\n\n小見出し\n\n雛形\n始めましょう。\n")
    two = Part("②", "続き\n\nその続き\n\n雛形\n続けましょう。\n", listed="")

    (_, first), (_, second) = read_all([one.article(), two.article()], invented())

    assert isinstance(second, Transcript)
    assert isinstance(first, Transcript)
    assert second.participants == first.participants
    assert (second.sections[0].heading, second.sections[0].subheading) == ("続き", "その続き")
    assert speakers(second) == ["雛形 千秋"]


def test_a_namesake_in_the_other_parts_list_leaves_a_surname_open() -> None:
    shorter = LIST.replace("東京都部長:小沢 洋\n", "")
    two = Part("②", TWO.body, listed=shorter)
    one = Part("①", "見出し\n\n小見出し\n\n雛形\n始めましょう。\n")

    assert speakers(read(two.article(), invented())) == ["小沢 賢"]
    assert together(one, two)[1] == [None]


def test_the_same_person_in_both_lists_is_one_whatever_the_role() -> None:
    renamed = LIST.replace("汐凪市企画課長:雛形", "汐凪市企画課長(CIO補佐)：雛形")
    two = Part("②", "続き\n\nその続き\n\n雛形\n続けましょう。\n", listed=renamed)

    assert together(ONE, two)[1] == ["雛形 千秋"]


def test_parts_of_different_days_numbers_or_hosts_are_no_companions() -> None:
    other_day = Part("②", TWO.body, day="令和4年8月23日")
    other_number = Part("②", TWO.body, number=8)

    for two in (other_day, other_number):
        assert together(ONE, two) == [["小沢 賢"], [None]]


def test_two_first_parts_have_no_companion() -> None:
    again = replace(Part("①", f"{ONE.body}もう一度。\n").article(), key="again")

    assert read_with([ONE.article(), again, TWO.article()]) == [(), (), ()]


def test_of_two_first_parts_the_one_that_is_nearer_is_taken_where_the_others_are_spare() -> None:
    again = replace(ONE.article(), key="again")
    reader = TranscriptReader(invented(), [TWO.article(), ONE.article(), again], spare=True)
    assert reader.read(TWO.article()).read_with == (ONE.article().key,)


def test_three_parts_are_read_together_and_a_third_without_the_second_is_not() -> None:
    three = Part("③", "終わり\n\nその終わり\n\n小沢\n終わりましょう。\n")
    assert together(ONE, TWO, three) == [["小沢 賢"]] * 3
    assert together(ONE, three) == [["小沢 賢"], [None]]


def test_an_article_alone_is_read_with_the_parts_that_are_given() -> None:
    [(_, found)] = read_all([TWO.article()], invented(), parts=[ONE.article()])
    assert isinstance(found, Transcript)
    assert (speakers(found), found.read_with) == (["小沢 賢"], (ONE.article().key,))


def test_single_articles_of_one_host_are_no_companions() -> None:
    assert read_with([Part("", ONE.body).article(), TWO.article()]) == [(), ()]


def test_what_cannot_be_read_is_handed_back_in_its_place() -> None:
    outcomes = [outcome for _, outcome in read_all([article("お知らせです。\n"), ONE.article()], invented())]

    assert isinstance(outcomes[0], NotATranscript)
    assert isinstance(outcomes[1], Transcript)
