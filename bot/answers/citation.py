"""Attribution of quotes: the line above a quote, and the citation to paste into a document.

「quote」（自治体・役職〔当時〕・氏名、第N回座談会、令和4年8月22日）出典：東京都『title』note、address、取得日

No bold and no text fragment: a citation is read outside of Slack, for years. Marks of omission stand outside the
brackets, and so does the year that 「来年度」 means.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot import wording
from corpus.links import plain_link
from corpus.model import Participant, Passage, Source, Speech, Transcript
from corpus.series import is_address_from_table
from index.excerpts.excerpts import Excerpt
from index.excerpts.relative_dates import ResolvedDate, Unit, resolved_dates

_TOKYO = ZoneInfo("Asia/Tokyo")

#: 「練馬区長」 and 「練馬区議会議長」 say nothing without their 区.
_PART_OF_THE_OFFICE = ("長", "議")


def attribution(passage: Passage) -> str:
    """Return the line above a quote: the date first, because statements are years old.

    ``令和4年8月22日 · 第27回② · 灯台市 · 灯台市CIO〔当時〕 岬 遥``, as far as the article settles it.
    """
    return wording.SEPARATOR.join([*occasion(passage.transcript), *_voices(passage)])


def occasion(transcript: Transcript) -> list[str]:
    """Return the day and, where one is printed, the round of a talk."""
    number = [wording.round_of(transcript.round, transcript.part)] if transcript.round is not None else []
    return [wording.day_of(transcript.held_on), *number]


def short_voice(speech: Speech) -> str:
    """Return the speaker's name with the affiliation in brackets, or the label as printed."""
    if speech.speaker is None:
        return speech.label
    name, body = speech.speaker.name, speech.speaker.affiliation
    return f"{name}（{body}）" if body else name


def marks(transcript: Transcript) -> tuple[str, ...]:
    """Return the marks of a quote's source: 見本 (the sample), 転記 (somebody's copy)."""
    if transcript.sample:
        return (wording.SAMPLE,)
    return (wording.COPY,) if transcript.source is Source.COPY else ()


def marked(transcript: Transcript) -> str:
    """Return those marks in brackets: ［見本］, ［転記］, or an empty string."""
    return "".join(f"［{mark}］" for mark in marks(transcript))


def address(transcript: Transcript) -> str | None:
    """Return the article's plain address; None where none is known, and for the sample."""
    return plain_link(transcript.url) if transcript.url and not transcript.sample else None


def address_remark(transcript: Transcript) -> str:
    """Return, in brackets, that the article itself does not tell its address; empty if it does, or there is none."""
    return f"（{wording.LISTED_ADDRESS}）" if is_address_from_table(transcript) else ""


def citation(passage: Passage, shown: Excerpt, retrieved: datetime | None = None) -> str:
    """Return a quote with its source; *retrieved* is when its article was fetched (UTC)."""
    return quoted(passage, shown) + attributed(passage, retrieved)


def attributed(passage: Passage, retrieved: datetime | None = None) -> str:
    """Return the part of a citation that follows the words."""
    return f"（{'、'.join(whence(passage))}）{source(passage.transcript, retrieved)}"


def quoted(passage: Passage, shown: Excerpt) -> str:
    """Return the words in 「」, with （前略） and （後略） outside of them."""
    before = wording.BEFORE_CUT if shown.cut_before else ""
    after = wording.AFTER_CUT if shown.cut_after else ""
    return f"{before}「{shown.words(passage)}」{after}"


def whence(passage: Passage) -> tuple[str, str, str]:
    """Return speaker, round and day: 灯台市・CIO（副市長）〔当時〕・岬 遥, 第27回座談会, 令和4年8月22日."""
    return voice(passage), round_named(passage.transcript), wording.day_of(passage.transcript.held_on)


def voice(passage: Passage) -> str:
    """Return body, office and name; where the speaker is not settled, whose round it was and the label as printed."""
    speaker, hosts = passage.speech.speaker, _hosts(passage)
    if speaker is None:
        return "・".join((*hosts, f"{passage.speech.label}{wording.AS_PRINTED}"))
    return "・".join((*_post(speaker, hosts), speaker.name))


def round_named(transcript: Transcript) -> str:
    """Return ``第27回座談会``; without a number ``座談会``."""
    number = wording.round_of(transcript.round, None) if transcript.round is not None else ""
    return f"{number}{wording.ROUNDTABLE}"


def source(transcript: Transcript, retrieved: datetime | None = None) -> str:
    """Return publisher, title, address and the day of fetching; for the sample, that it is invented."""
    if transcript.sample:
        return wording.CITED_FROM + wording.sample_source(transcript.title)
    copied = wording.COPIED if transcript.source is Source.COPY else ""
    where = f"{address(transcript) or wording.NO_ADDRESS}{address_remark(transcript)}"
    day = (wording.retrieved(retrieved.astimezone(_TOKYO).date()),) if retrieved else ()
    return wording.CITED_FROM + "、".join((wording.published(transcript.title or transcript.key) + copied, where, *day))


def meant(words: str, held_on: date | None) -> str | None:
    """Return the line outside a quote that says what its relative dates mean; None where it has none.

    >>> meant("来年度に始めます。", date(2022, 8, 22))
    '発言中の「来年度」＝令和5年度'
    """
    found = resolved_dates(words, held_on)
    return wording.meanings("、".join(wording.meaning(each.words, _meaning(each)) for each in found)) if found else None


def _hosts(passage: Passage) -> tuple[str, ...]:
    return (wording.hosts_round(passage.hosts),) if passage.hosts else ()


def _voices(passage: Passage) -> list[str]:
    """Return affiliation and speaker; where the speaker is not settled, whose round it was and the label as printed."""
    speaker = passage.speech.speaker
    if speaker is None:
        return [*_hosts(passage), passage.speech.label]
    role = f"{speaker.role}{wording.AT_THE_TIME} " if speaker.role else ""
    body = (speaker.affiliation,) if speaker.affiliation else _hosts(passage)
    return [*body, f"{role}{speaker.name}"]


def _post(speaker: Participant, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Return body and office; a body that the role repeats is named once."""
    body, role = (speaker.affiliation,) if speaker.affiliation else hosts, speaker.role
    if not role:
        return body
    rest = role.removeprefix(speaker.affiliation or "").lstrip()
    if not rest or (rest != role and rest.startswith(_PART_OF_THE_OFFICE)):
        return (f"{role}{wording.AT_THE_TIME}",)
    return (*body, f"{rest}{wording.AT_THE_TIME}")


def _meaning(each: ResolvedDate) -> str:
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
