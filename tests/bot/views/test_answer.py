"""The reply: attributed, marked, complete for who listens, and within every limit."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.views.answer import answer
from bot.views.reply import CHANNEL, COMMAND, DIRECT, Reply
from corpus.model import Source
from index.model import Results, Sureness
from tests.bot.invented import ADDRESS, hit, passage, results
from tests.fake_slack.limits import message_faults, parts, quotes, texts

WORDS = "窓口では、書かない申請を始めました。待ち時間は半分になりました。"


def payload(reply: Reply) -> dict[str, Any]:
    blocks = [block.to_dict() for block in reply.blocks]
    return {"text": reply.text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def posted(found: Results) -> dict[str, Any]:
    message = payload(answer(found, CHANNEL))
    assert message_faults(message) == []
    return message


def test_a_quote_says_when_which_round_whose_and_in_which_role_at_the_time() -> None:
    message = posted(results(hit(passage(WORDS), "窓口")))
    assert "令和4年8月22日 · 第27回② · 灯台市 · 灯台市CIO（副市長）〔当時〕 岬 遥" in list(texts(message["blocks"]))


def test_an_unsettled_speaker_is_shown_as_printed_with_the_round_s_host() -> None:
    found = passage(WORDS)
    speech = found.transcript.sections[0].speeches[0]
    unsettled = type(speech)("副市長：岬", None, speech.paragraphs)
    section = type(found.section)("窓口", None, (unsettled,))
    message = posted(results(hit(passage(WORDS, sections=(section,)))))
    assert "令和4年8月22日 · 第27回② · 灯台市の回 · 副市長：岬" in list(texts(message["blocks"]))


def test_two_hosts_stand_together_and_a_missing_date_is_said() -> None:
    found = passage(WORDS, held_on=None, round=None)
    assert "開催日の記載なし · 灯台市" in posted(results(hit(found)))["text"]


def test_only_the_marked_words_are_bold_and_a_line_says_that_bold_is_ours() -> None:
    message = posted(results(hit(passage(WORDS), "窓口", "申請")))
    (quote,) = [part for part in parts(message["blocks"]) if part.get("type") == "rich_text_quote"]
    bold = [part["text"] for part in quote["elements"] if part.get("style", {}).get("bold")]
    assert bold == ["窓口", "申請"]
    assert quotes(message["blocks"]) == [WORDS]
    assert list(texts(message["blocks"])).count(wording.BOLD) == 1


def test_the_article_is_a_link_to_the_passage_and_the_text_has_the_plain_address() -> None:
    message = posted(results(hit(passage(WORDS))))
    (link,) = [part for part in parts(message["blocks"]) if part.get("type") == "link"]
    assert link["url"].startswith(f"{ADDRESS}#:~:text=")
    assert ADDRESS in message["text"]
    assert "#:~:text" not in message["text"]


def test_a_quote_from_a_copy_says_so() -> None:
    message = posted(results(hit(passage(WORDS, source=Source.COPY, url=None))))
    assert any("転記" in words for words in texts(message["blocks"]))
    assert "転記" in message["text"]


def test_a_quote_from_the_publisher_does_not() -> None:
    assert "転記" not in posted(results(hit(passage(WORDS))))["text"]


def test_near_says_first_that_none_is_right() -> None:
    message = posted(results(hit(passage(WORDS)), sureness=Sureness.NEAR))
    assert next(texts(message["blocks"])).startswith("「窓口」にぴったりの発言は見つかりませんでした。")


def test_the_source_stands_once() -> None:
    message = posted(results(*[hit(passage(WORDS))] * 3))
    assert list(texts(message["blocks"])).count(wording.SOURCE) == 1


def test_cuts_are_said_outside_the_quote() -> None:
    long = "はじめの話です。" * 40 + "研修は週に一度です。" + "おわりの話です。" * 40
    message = posted(results(hit(passage(long), "研修")))
    assert all(mark not in quotes(message["blocks"])[0] for mark in (wording.BEFORE_CUT, wording.AFTER_CUT))
    assert any(wording.BEFORE_CUT in words for words in texts(message["blocks"]))
    assert any(wording.AFTER_CUT in words for words in texts(message["blocks"]))


@given(
    st.lists(
        st.text(alphabet="&<>あ漢𠮷髙。、\n「」*_`😀A", min_size=1, max_size=3000).filter(str.strip),
        min_size=1,
        max_size=3,
    ),
    st.text(max_size=4000),
    st.sampled_from([CHANNEL, DIRECT, COMMAND]),
)
def test_every_passage_fits_into_slack(spoken: list[str], question: str, room: Any) -> None:
    reply = answer(results(*(hit(passage(words)) for words in spoken), question=question), room)
    assert message_faults(payload(reply), [question]) == []
