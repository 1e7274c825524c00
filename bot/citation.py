"""A quote as it is cited, everywhere the same: plain text, ready to be pasted into a memo.

「quote」（自治体・役職〔当時〕・氏名、第N回座談会、令和4年8月22日）出典：東京都『title』note、address、取得日

No bold and no text fragment: a citation outlives the screen that it came from. What was left out stands outside the
brackets, and so does what the day of the talk makes of 「来年度」.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot import wording
from bot.views.attribution import marks
from corpus.links import plain_link
from corpus.model import Participant, Passage, Source, Transcript
from index.quoting.cuts import Excerpt
from index.quoting.dates import Settled, Unit, settled

_TOKYO = ZoneInfo("Asia/Tokyo")

#: 「練馬区長」 and 「練馬区議会議長」 say nothing without their 区.
_PART_OF_THE_OFFICE = ("長", "議")


def citation(passage: Passage, shown: Excerpt, retrieved: datetime | None = None) -> str:
    """A quote with all that is needed to find it again; ``retrieved`` is when its article was had (UTC)."""
    return quoted(passage, shown) + attributed(passage, retrieved)


def attributed(passage: Passage, retrieved: datetime | None = None) -> str:
    """All of a citation that stands behind the words."""
    return f"（{'、'.join(whence(passage))}）{source(passage.transcript, retrieved)}"


def quoted(passage: Passage, shown: Excerpt) -> str:
    """The words in their brackets, with what was left out said outside of them."""
    before = wording.BEFORE_CUT if shown.cut_before else ""
    after = wording.AFTER_CUT if shown.cut_after else ""
    return f"{before}「{shown.words(passage)}」{after}"


def whence(passage: Passage) -> tuple[str, str, str]:
    """Who, in which round, on which day: 灯台市・CIO（副市長）〔当時〕・岬 遥, 第27回座談会, 令和4年8月22日."""
    transcript = passage.transcript
    day = wording.day_of(transcript.held_on) if transcript.held_on else wording.NO_DATE
    return voice(passage), round_named(transcript), day


def voice(passage: Passage) -> str:
    """Body, office and name; where the speaker is not settled, whose round it was and the label as printed."""
    speaker = passage.speech.speaker
    hosts = (wording.hosts_round(passage.hosts),) if passage.hosts else ()
    if speaker is None:
        return "・".join((*hosts, f"{passage.speech.label}{wording.AS_PRINTED}"))
    return "・".join((*_post(speaker, hosts), speaker.name))


def round_named(transcript: Transcript) -> str:
    """``第27回座談会``; without a number ``座談会``."""
    number = wording.round_of(transcript.round, None) if transcript.round is not None else ""
    return f"{number}{wording.ROUNDTABLE}"


def source(transcript: Transcript, retrieved: datetime | None = None) -> str:
    """Publisher, title, address and the day on which it was had; the sample has no address and says what it is."""
    if transcript.sample:
        return wording.CITED_FROM + wording.sample_source(transcript.title)
    copied = wording.COPIED if transcript.source is Source.COPY else ""
    where = plain_link(transcript.url) if transcript.url else wording.NO_ADDRESS
    had = (wording.retrieved(retrieved.astimezone(_TOKYO).date()),) if retrieved else ()
    return wording.CITED_FROM + "、".join((wording.published(transcript.title or transcript.key) + copied, where, *had))


def marked(transcript: Transcript) -> str:
    """What a reader must know of the source, beside a quote: ［見本］, ［転記］, or nothing."""
    return "".join(f"［{mark}］" for mark in marks(transcript))


def meant(words: str, held_on: date | None) -> str | None:
    """The line outside a quote that says what its day settles; None where there is nothing to say.

    >>> meant("来年度に始めます。", date(2022, 8, 22))
    '発言中の「来年度」＝令和5年度'
    """
    found = settled(words, held_on)
    return wording.meanings(tuple(wording.meaning(each.words, _meaning(each)) for each in found)) if found else None


def _post(speaker: Participant, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Body and office; a body that the role repeats stands once."""
    body, role = (speaker.affiliation,) if speaker.affiliation else hosts, speaker.role
    if not role:
        return body
    rest = role.removeprefix(speaker.affiliation or "").lstrip()
    if not rest or (rest != role and rest.startswith(_PART_OF_THE_OFFICE)):
        return (f"{role}{wording.AT_THE_TIME}",)
    return (*body, f"{rest}{wording.AT_THE_TIME}")


def _meaning(each: Settled) -> str:
    # An era's first year is named after it: by December it always was.
    year = wording.year(date(each.year, 12, 31))
    month = wording.month_of(date(each.year, each.month or 1, 1))
    match each.unit:
        case Unit.YEAR:
            return year
        case Unit.FISCAL_YEAR:
            return f"{year}度"
        case Unit.MONTH:
            return month
        case Unit.END_OF_MONTH:
            return wording.end_of_month(month)
        case Unit.AS_OF:
            return wording.as_of(month)
        case _:
            assert_never(each.unit)
