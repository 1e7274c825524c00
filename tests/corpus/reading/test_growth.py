"""No pattern of the reader is slower than linear: four times the text takes about four times as long."""

from __future__ import annotations

import gc
import html
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from corpus.model import Article, MediaType
from corpus.reading.reader import read_all
from tests.articles import article, invented

#: Bytes of the longer text, and how many times longer it is than the other one.
LENGTH, TIMES = 60_000, 4
#: What four times the text may take: a quadratic pattern takes sixteen times as long.
FACTOR = 6.5
#: The fastest of some is the reader's own time.
TRIES = 8

_HEAD = """紙を数える～風待区CIO×東京都CIO座談会～
令和4年10月3日に、「東京都・区市町村CIOフォーラム第31回座談会」として風待区CIOと東京都CIOの対談を実施しました。
参加者（敬称略）
風待区CIO（副区長）：霞堂　円
東京都CIO（副知事）：例野　翔
"""
_BODY = "紙のない窓口\n数えることから始める\n風待区CIO：霞堂（以下「霞堂」）\n紙の申請が四万枚ありました。\n"
_TAIL = "例野\nそれは驚きました。\n―ありがとうございました。\n"
#: Where the hostile text stands: below the list of participants and in a speech, half of it each; or in the speech.
BOTH, SPEECH = (_HEAD, _BODY, _TAIL), (_HEAD + _BODY, _TAIL)

HOSTILE = (
    "（以下「",
    "霞堂（以下「霞堂」）",
    ": ",
    "あ:",
    "課長：霞堂　",
    "東京都",
    "都CIO ",
    "【",
    "】【",
    "「」",
    "(",
    "() ",
    "　",
    "\t ",
    "―",
    "－ ",
    "1",
    "第1回",
    "①",
    "令和4年",
    "霞堂、",
    "霞堂副区長",
    "。霞堂：",
    "」霞堂：です",
    "はい。霞堂：はい。",
    "の皆さん",
    "ぼかし",
    "![](",
    "https://a ",
    "一般社団法人",
    "代表取締役",
    "市情報長",
    "・",
    "全2回の",
    "本取組については、今後も",
    "\u200b　",
    "か゛",
    "。",
    "...",
)


def shapes(unit: str) -> Iterator[tuple[str, Callable[[int], str]]]:
    """One long line, lines as long as a label, and very many lines; each of so many bytes."""
    size = len(unit.encode())
    per_line = max(80 // len(unit), 1)
    yield "one line", lambda length: unit * (length // size)
    yield "lines", lambda length: f"{unit * per_line}\n" * (length // (size * per_line + 1))
    yield "short lines", lambda length: f"{unit}\n" * (length // (size + 1))


def as_page(text: str) -> Article:
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n"))
    return replace(article(body), title="紙を数える～風待区CIO×東京都CIO座談会～", media_type=MediaType.HTML)


def page_of(body: str) -> Article:
    plain = as_page(_HEAD + _BODY + _TAIL)
    return replace(plain, body=f"{plain.body}{body}")


def seconds(received: Article) -> float:
    """The reader's own time: the collector's grows with all objects that there are."""
    gc.disable()
    try:
        begun = time.process_time()
        list(read_all([received], invented()))
        return time.process_time() - begun
    finally:
        gc.enable()


def growth(hostile: Callable[[int], str], form: Callable[[str], Article], around: tuple[str, ...]) -> float:
    """How many times longer the longer text takes."""
    places = len(around) - 1
    short, long = (form(f"{hostile(length // places)}\n".join(around)) for length in (LENGTH // TIMES, LENGTH))
    fastest = [float("inf"), float("inf")]
    for _ in range(TRIES):
        fastest = [min(fastest[0], seconds(short)), min(fastest[1], seconds(long))]
        if fastest[1] / fastest[0] <= FACTOR:
            break
    return fastest[1] / fastest[0]


@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_hostile_text_takes_no_more_than_about_four_times_as_long(unit: str) -> None:
    slow = {shape: factor for shape, hostile in shapes(unit) if (factor := growth(hostile, article, BOTH)) > FACTOR}
    as_paragraphs = growth(dict(shapes(unit))["lines"], as_page, SPEECH)

    assert slow == {}
    assert as_paragraphs <= FACTOR


@pytest.mark.parametrize("unit", ["（以下「", "課長：霞堂　"])
def test_a_lead_that_never_ends_takes_no_more_than_about_four_times_as_long(unit: str) -> None:
    found = [growth(hostile, article, ("", "")) for _, hostile in shapes(unit)]

    assert max(found) <= FACTOR


# Open elements inside one another are left out: the HTML parser itself takes sixteen times as long for them.
@pytest.mark.parametrize(
    "markup",
    [
        *("<p>", "<div></div>", "<b>", "<br>", "<s>", "<li></li>", "</p>", "<h2>あ</h2>", "<figure></figure>"),
        *("<a href='x'>", "<ruby>あ<rt>", "&lt;", "<!--", "<p hidden>", "<figure data-src='x'>あ</figure>"),
    ],
)
def test_four_times_the_hostile_markup_takes_no_more_than_about_four_times_as_long(markup: str) -> None:
    assert growth(lambda length: markup * (length // len(markup)), page_of, ("", "")) <= FACTOR


@pytest.mark.parametrize(
    "style", ["/*", "/* */", " ", "\\", "display:", "opacity:0.0", "font-size:0.", "-direction:", "x"]
)
def test_four_times_the_hostile_style_takes_no_more_than_about_four_times_as_long(style: str) -> None:
    assert growth(lambda length: f'<p style="{style * (length // len(style))}">あ</p>', page_of, ("", "")) <= FACTOR
