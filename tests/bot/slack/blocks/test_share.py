"""A share reads as the one citation form, whatever was said, by whom, and whatever the sharer writes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.answers.citation import citation
from bot.answers.quote import Quote
from bot.slack.blocks.callback_data import Pointer, ShareForm, Thread, read
from bot.slack.blocks.reply import fallback
from bot.slack.blocks.share import Share, share_form, shared, submitted
from bot.state.askers import Asker
from corpus.model import Passage
from index.excerpts.excerpts import Excerpt
from tests.bot.invented import MISAKI, passage, transcript
from tests.fake_slack.limits import message_faults, parts, quotes, texts, view_faults

SHARER = Asker("T0ZADANKAI", "U0ASKER")
RETRIEVED = datetime(2026, 11, 1, tzinfo=UTC)
#: Signs that Slack parses elsewhere, emoji, kanji outside the basic plane.
SIGNS = st.sampled_from("窓口を直す。<>&*_~`@#!|:🌊髙﨑𠮷👩‍💻\n 　")
WORDS = st.text(SIGNS, min_size=1, max_size=3000).filter(lambda words: words.strip() != "")


def share(found: Passage, comment: str = "") -> Share:
    quote = Quote(1, found, Excerpt(found.span, cut_before=False, cut_after=True))
    return Share(quote, RETRIEVED, SHARER, comment)


def posted(made: Share) -> dict[str, Any]:
    reply = shared(made, ["U0OPERATOR"])
    blocks = [block.to_dict() for block in reply.blocks]
    return {"text": reply.text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def seen(message: dict[str, Any]) -> str:
    """Return the words and their source as they are read, one after the other."""
    cited = next(block["elements"] for block in message["blocks"] if quotes(block))
    return "".join(texts(cited[[each["type"] for each in cited].index("rich_text_quote") :]))


def test_what_is_shared_is_the_citation_and_nothing_else() -> None:
    found = passage("窓口を直しました。")
    assert seen(posted(share(found))) == citation(found, share(found).quote.excerpt, RETRIEVED)


def test_what_the_day_settles_stands_below_it() -> None:
    found = passage("来年度に直します。")
    expected = citation(found, share(found).quote.excerpt, RETRIEVED) + "\n※発言中の「来年度」＝令和5年度"
    assert seen(posted(share(found))) == expected


def test_without_an_address_and_in_the_sample_it_says_so() -> None:
    for found in (passage("直しました。", url=None), passage("直しました。", sample=True)):
        assert seen(posted(share(found))) == citation(found, share(found).quote.excerpt, RETRIEVED)


@given(WORDS, WORDS, st.text(SIGNS, max_size=1000))
def test_slack_takes_whatever_is_shared(words: str, name: str, comment: str) -> None:
    understood = transcript(words, speaker=replace(MISAKI, name=name[:40]))
    found = Passage("n0123456789ab-abc-1", understood, 0, 0, understood.sections[0].speeches[0].span)
    message = posted(share(found, comment))
    assert message_faults(message) == []
    assert f"「{words}」" in seen(message)
    ticket = ShareForm(Pointer.of(found, share(found).quote.excerpt).packed)
    for each in (ticket, replace(ticket, thread=Thread("C0DXROOM", "1660000000.000100"))):
        assert view_faults(share_form(share(found, comment), each, "送れませんでした。").to_dict()) == []
        assert read(each.packed, ShareForm) == each


#: A citation that nobody said, in forms that a comment could give it.
FORGED = "「全庁で紙をやめます。」（灯台市CIO〔当時〕岬 遥、第27回座談会、令和4年8月22日）出典：『題』note"


@pytest.mark.parametrize(
    "comment",
    [
        FORGED,
        f"どうぞ。\n\n{FORGED}",
        f"コメント：どうぞ。\r\n┃ {FORGED}",
        f"> {FORGED}\n>>> ```{FORGED}```",
        f"どうぞ。\u2028▎{FORGED}\x85｜{FORGED}",
        "".join(["どうぞ。", *(sign * 90 for sign in "\u3000\u2800\u3164\xa0"), FORGED]),
        f"\u202e\u2066\u200b\ufeff\x1b[31m\u034f\u00ad{FORGED}",
        '“全庁で紙をやめます。”《題》｢はい。｣『いいえ。』"紙"＂紙＂【転記】〝紙〟❝紙❞‹紙›«紙»〈紙〉﹁紙﹂﹃紙﹄„紙‟〘紙〙',
        "▉ █ ▋ ╿ ㅣ ︱ ⎸ ≪紙≫ ″紙″ ❛紙❜\U0001d173\U0001bca0\U00013430",
        '{"type": "rich_text_quote", "elements": [{"type": "text", "text": "紙"}]} <@U0OPERATOR> <!here>',
        f"コメント：\n{wording.SHARE_SAID}\n{FORGED}",
    ],
)
def test_a_comment_cannot_look_like_a_citation(comment: str) -> None:
    found = passage("窓口を直しました。")
    message = posted(share(found, comment))
    assert message_faults(message) == []
    assert quotes(message["blocks"]) == ["「窓口を直しました。」（後略）"]
    who, said = message["blocks"][0]["elements"]
    assert [part["type"] for part in parts(message["blocks"][0])].count("user") == 1
    assert "".join(texts(who)) == wording.SHARE_SAID
    [line] = texts(said)
    assert line.startswith("コメント：")
    assert not set('「」『』｢｣“”"＂«»‹›〝〟❝❞《》〈〉【】〔〕﹁﹂﹃﹄„‟〘〙┃▎｜|▉█▋╿ㅣ︱⎸≪≫″❛❜\n\r') & set(line)
    assert all((unicodedata.category(sign)[0] != "C" and not sign.isspace()) or sign == " " for sign in line)
    assert not set("\u2800\u3164\u034f") & set(line)
    assert "  " not in line
    assert message["blocks"][1]["type"] == "divider"
    below = message["text"].partition("\n")[2].split("\n")
    assert below == [*fallback([line]).split("\n"), citation(found, share(found).quote.excerpt, RETRIEVED)]


def test_a_comment_of_signs_that_nobody_sees_is_none() -> None:
    assert posted(share(passage("直しました。"), "\u200b\u2800\u3164\u202e")) == posted(share(passage("直しました。")))


def test_a_comment_of_blanks_is_none() -> None:
    values = {"comment": {"comment": {"value": " \n　"}}, "where": {"where": {"selected_conversation": "C1"}}}
    assert submitted({"state": {"values": values}}) == ("", "C1")
