"""A notice: one article, its hosts, date, agenda, quotes, and how to stop it, for eyes and for ears."""

from __future__ import annotations

from bot import wording
from bot.answers.quote import Quote
from bot.slack.blocks.notice import notice
from corpus.model import Span
from tests.bot.invented import ADDRESS, passage
from tests.bot.reader import element, said
from tests.fake_slack.limits import message_faults, quotes

WORDS = "窓口の待ち時間を半分にしました。申請書も二枚に減らしました。"


def test_it_names_its_part_and_says_nothing_of_the_other_part() -> None:
    found = passage(WORDS)
    told = notice(found.transcript, [Quote.cut(1, found, [Span(0, 2)], 200, reach=found.span)], "U0ASKER")
    message = {
        "text": told.text,
        "blocks": [block.to_dict() for block in told.blocks],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    assert message_faults(message) == []
    assert "令和4年8月22日 · 第27回② · 灯台市" in said(message)
    assert "未収録" not in said(message)
    assert quotes(message["blocks"]) == [WORDS]
    assert element(message, "notice_stop")["value"] == "U0ASKER"
    assert all(words in told.text for words in (wording.NOTICE, "第27回②", "灯台市", ADDRESS, WORDS))
