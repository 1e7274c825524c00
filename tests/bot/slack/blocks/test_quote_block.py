"""A quote looks the same wherever it stands, and says the same to who listens."""

from __future__ import annotations

from bot.answers.quote import Quote
from bot.slack.blocks.quote_block import page_blocks, quote_blocks, quote_lines, quote_text
from bot.slack.blocks.quote_modals import answered_by
from corpus.model import Span
from tests.bot.invented import passage
from tests.fake_slack.limits import parts, quotes, texts, view_faults

WORDS = "窓口は二つあります。" + "来年度に一つにします。" * 3
SETTLED = "発言中の「来年度」＝令和5年度"


def quote() -> Quote:
    """Return a quote of the last sentences of a passage."""
    found = passage(WORDS)
    return Quote.cut(2, found, [Span(len(WORDS) - 4, len(WORDS))], 30, reach=found.span)


def test_an_answer_and_a_page_show_the_same_quote_alike() -> None:
    assert quote_blocks(quote())[0].to_dict() == page_blocks(quote())[0].to_dict() == quote_text(quote()).to_dict()
    assert quotes([page_blocks(quote())[0].to_dict()]) == [quote().words] != [WORDS]


def test_what_its_day_settles_is_a_line_of_its_own_for_eyes_and_ears() -> None:
    assert SETTLED in list(texts(quote_text(quote()).to_dict()))
    assert SETTLED in quote_lines(quote())


def test_a_page_offers_no_menu_and_a_quote_outside_of_a_conversation_no_verdict() -> None:
    def offered(blocks: object) -> list[str]:
        return [part["action_id"] for part in parts(blocks) if "action_id" in part]

    assert offered([block.to_dict() for block in page_blocks(quote())]) == ["read_around", "share_quote"]
    answered = [block.to_dict() for block in quote_blocks(quote())]
    assert offered(answered) == ["read_around", "share_quote", "quote_menu"]
    (menu,) = [part for part in parts(answered) if part.get("action_id") == "quote_menu"]
    assert [option["value"].split(",")[1] for option in menu["options"]] == ['"cite"', '"report"']


def test_what_was_replied_says_what_its_day_settles_and_begins_with_whose_words_they_are() -> None:
    found = passage(WORDS)
    view = answered_by(found, found).to_dict()
    assert view_faults(view) == []
    assert list(texts(view["blocks"])).count(SETTLED) == 2
