"""Forms that were written without a look at the parser (``unforeseen.toml``), each in four layouts."""

from __future__ import annotations

import html
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.markup import canonical
from corpus.model import MediaType, Transcript
from corpus.municipalities import tokyo
from corpus.reading.head import read_head
from corpus.reading.participants import read_participants
from corpus.reading.transcript import read
from corpus.text import squeezed
from tests.articles import article, invented

FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("unforeseen.toml").read_text("utf-8"))
LAYOUTS = ("lines", "blank lines", "a paragraph a speech", "a paragraph a line")
TITLE = "鍵を持たない庁舎～星見区CIO×都CIO座談会②～"
HEAD = f"""見出し画像
{TITLE}
令和4年7月19日に、「第23回座談会」として星見区CIOと東京都CIOの対談を実施しました。
参加者（敬称略）
星見区CIO：星見区副区長　陽炎　茂
星見区企画課長：蜃気　渚
東京都CIO（副知事）：雲井　円
""".splitlines()
ABOVE = (
    ("庁舎の移転",),
    ("引っ越しは、捨てる理由になる",),
    ("星見区CIO：陽炎（以下「陽炎」）", "鍵の要る戸棚を、移転の日にすべて置いてきました。"),
    ("星見区企画課長：蜃気（以下「蜃気」）", "戸棚は412本ありました。使っていたのは38本です。"),
    ("東京都CIO：雲井（以下「雲井」）", "それは驚きました。"),
)
FORMER = ("蜃気", "捨てるのに三か月かかりました。")
BELOW = (("陽炎", "よく分かりました。"), ("―本日はありがとうございました。",))
SAID = "これは都の考えであり区の考えではありません。"
NAMES = {"雲井": "雲井円", "陽炎": "陽炎茂", "蜃気": "蜃気渚"}


def laid_out(rows: tuple[tuple[str, ...], ...], layout: str) -> Transcript:
    rows = (*((line,) for line in HEAD), *rows)
    if layout in LAYOUTS[:2]:
        return read(article(("\n" if layout == "lines" else "\n\n").join(map("\n".join, rows)) + "\n"), invented())
    paragraphs = rows if layout == "a paragraph a speech" else tuple((line,) for row in rows for line in row)
    body = "".join(f"<p>{'<br>'.join(map(html.escape, paragraph))}</p>" for paragraph in paragraphs)
    return read(replace(article(body), title=TITLE, media_type=MediaType.HTML), invented())


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return who says what, without spaces; nobody is empty."""
    return [
        (squeezed(each.speaker.name) if each.speaker else "", squeezed(each.span.of(transcript.text)))
        for each in transcript.speeches
    ]


def sayer(transcript: Transcript, words: str) -> str | None:
    """Return who says the words; empty if that is open, None if nobody does."""
    return next((who for who, said in spoken(transcript) if squeezed(words) in said), None)


def rows_of(kind: str, form: str) -> tuple[tuple[str, ...], ...]:
    if kind == "closing":
        return (*ABOVE, FORMER, (form,))
    return (*ABOVE, FORMER, (form, SAID) if kind == "labels" else (form,), *BELOW)


def is_right(kind: str, expected: str, form: str, layout: str) -> bool:
    transcript = laid_out(rows_of(kind, form), layout)
    who = sayer(transcript, form if kind == "closing" else "これ")
    below = kind == "closing" or sayer(transcript, BELOW[0][1]) == "陽炎茂"
    right = {"speech": ("", "雲井円"), "open": ("", None), "moderator": ("", None), "lost": (None,)}
    # The editor's words may stand open, as printed, but never in the mouth of one of the three.
    return sayer(transcript, FORMER[1]) == "蜃気渚" and below and who in right.get(expected, (None, ""))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["labels", "inline", "closing"])
def test_no_word_is_in_a_wrong_mouth_in_whatever_form_a_label_is(kind: str, layout: str) -> None:
    forms = [(expected, form) for expected, listed in FORMS[kind].items() for form in listed]

    assert [each for each in forms if not is_right(kind, *each, layout)] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_speech_goes_on_over_lines_that_look_like_something_else(layout: str) -> None:
    wrong: list[str] = []
    for case in (each for each in FORMS["going_on"] if not each.get("hard")):
        below = BELOW if case["above"] != "陽炎" else (("蜃気", "よく分かりました。"), BELOW[1])
        transcript = laid_out((*ABOVE, (case["above"], *case["lines"]), *below), layout)
        said = "".join(words for who, words in spoken(transcript) if who == NAMES[case["above"]])
        wrong += [line for line in case["lines"] if squeezed(line) not in said]

    assert wrong == []


@pytest.mark.parametrize(
    "listed", FORMS["lists"], ids=lambda listed: listed["lines"][1][:16] if listed["lines"][1:] else ""
)
def test_a_list_of_participants_is_read_in_whatever_form(listed: dict[str, Any]) -> None:
    text = "\n".join((TITLE, "", HEAD[2], "", *listed["lines"], "", "議題", "①庁舎の移転", ""))
    lines = read_head(canonical(article(text)), tokyo()).participant_lines
    people = read_participants(lines, tokyo())

    assert [[each.name, each.role, each.affiliation or ""] for each in people] == listed["people"]


@pytest.mark.parametrize("case", FORMS["titles"], ids=lambda case: case["title"][:16])
def test_a_title_and_a_lead_tell_round_part_and_day_in_whatever_form(case: dict[str, Any]) -> None:
    head = read_head(canonical(article(f"{case['title']}\n\n{case['lead']}\n\n参加者\n星見区CIO：陽炎　茂\n")), tokyo())
    told = {"round": head.round, "part": head.part, "parts": head.parts, "held_on": head.held_on and str(head.held_on)}

    assert head.title == case["title"]
    assert {fact: told[fact] or "" for fact in told if fact in case} == {
        fact: case[fact] for fact in told if fact in case
    }
