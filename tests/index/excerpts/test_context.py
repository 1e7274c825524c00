"""The context of a quote: every stretch is checked like a quote, and what is hidden is withheld."""

from __future__ import annotations

from datetime import UTC, datetime

from corpus.model import Article, MediaType, Passage, Source, Span, Transcript
from corpus.passages import passages
from corpus.reading.transcript import read
from corpus.sample import SampleShelf
from corpus.verbatim import QuoteCheck
from index.excerpts.context import QuoteContext, quote_context

HEAD = """灯を絶やさない窓口～星見区CIO×広域CIO座談会～

令和4年4月1日に、「見本フォーラム第7回座談会」として星見区CIOと広域連携機構CIOの対談を実施しました。

参加者（敬称略）
星見区CIO（副区長）：森野 泰
星見区企画部長：海野 実

議題
① 職員の育成

職員の育成

学びの庭をひらく

"""
BEFORE = "夜間の窓口は三人で回しています。"
QUOTED = "研修は朝の一時間に移しました。"
AFTER = "予算は二割だけ増やしました。"
OTHER = "窓口の案内を一枚の紙にまとめました。"
ASKED = "―研修のほかには、何をされましたか。"
BODY = (
    f"{HEAD}海野\n{OTHER}\n\n森野\n{BEFORE}\n{QUOTED}\n{AFTER}\n\n{ASKED}\n\n海野\n相談の記録を毎週読み返しています。\n"
)


def article(body: str = BODY) -> Article:
    made = datetime(2026, 4, 1, tzinfo=UTC)
    return Article("n000000000001", None, "", None, None, body, MediaType.TEXT, Source.COPY, made)


def understood() -> Transcript:
    return read(article(), SampleShelf().gazetteer)


def quoted() -> Passage:
    """Return the middle sentence of the second speech."""
    transcript = understood()
    (whole,) = (each for each in passages(transcript) if QUOTED in each.text)
    at = transcript.text.index(QUOTED)
    return Passage(whole.id, transcript, whole.section_index, whole.speech_index, Span(at, at + len(QUOTED)))


def around(*hidden: str, body: str = BODY) -> QuoteContext:
    return quote_context(quoted(), QuoteCheck.of(article(body), hidden))


def words(found: QuoteContext) -> list[str | None]:
    """Return all that would be shown beside the quote."""
    turns = [each for turn in found.turns for each in (*turn.asked, turn.words)]
    return [*turns, found.before, found.after]


def test_what_nobody_hid_and_the_article_says_is_shown() -> None:
    assert words(around()) == [OTHER, "", ASKED, "相談の記録を毎週読み返しています。", BEFORE, AFTER]


def test_hidden_words_before_after_and_beside_the_quote_are_kept_back() -> None:
    for hidden, place in ((OTHER, 0), (ASKED, 2), (BEFORE, 4), (AFTER, 5)):
        shown = words(around(hidden))
        assert shown[place] is None
        assert None not in shown[:place] + shown[place + 1 :]


def test_a_part_of_hidden_words_is_hidden_too() -> None:
    assert words(around(f"先週のことですが、{OTHER}それきりです。"))[0] is None
    assert words(around(f"はい。{OTHER}それきりです。"))[0] is None


def test_short_words_that_are_hidden_across_the_quote_s_edge_are_kept_back() -> None:
    short = "研修は毎朝です。"
    body = BODY.replace(BEFORE, "はい。").replace(QUOTED, short)
    transcript = read(article(body), SampleShelf().gazetteer)
    (whole,) = (each for each in passages(transcript) if short in each.text)
    at = transcript.text.index(short)
    passage = Passage(whole.id, transcript, whole.section_index, whole.speech_index, Span(at, at + len(short)))
    found = quote_context(passage, QuoteCheck.of(article(body), (f"はい。{short}",)))
    assert found.before is None
    assert found.after == AFTER


def test_what_the_article_does_not_say_any_more_is_kept_back() -> None:
    for changed, place in ((OTHER, 0), (ASKED, 2), (BEFORE, 4), (AFTER, 5)):
        shown = words(around(body=BODY.replace(changed, changed.replace("。", "！"))))
        assert shown[place] is None
        assert None not in shown[:place] + shown[place + 1 :]


def test_a_heading_that_is_hidden_is_not_shown() -> None:
    assert {turn.section.subheading for turn in around().turns} == {"学びの庭をひらく"}
    assert {turn.section.subheading for turn in around("学びの庭をひらく").turns} == {None}
    assert {turn.section.heading for turn in around("学びの庭をひらく").turns} == {"職員の育成"}
