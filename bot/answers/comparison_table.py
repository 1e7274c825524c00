"""Comparison → a table as text: tab-separated (to paste into Excel or Word), CSV (opened by Excel), Markdown.

A quote is inside 「」 in every form, and our own words are outside. Nothing inside is changed, with one exception: a
pasted row ends at its newline, so in the tab-separated form a newline inside a quote becomes a sign that occurs in no
quote, and the last line names that sign. (A tab would become a space; no article is known to contain one.)
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from bot import wording
from bot.answers.citation import address, address_remark, marked, meant, quoted, round_named, voice
from corpus.missing_parts import Missing
from corpus.model import Passage, Transcript
from index.summaries.comparison import Comparison, ComparisonRow, RowFinding

#: Signs for a newline inside a quote: the first that occurs in no quote of the comparison.
_NEWLINE_SIGNS = ("／", "｜", "⏎", "¶")
#: Whatever some program takes for the end of a line.
_NEWLINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Excel takes a cell that begins so for a formula or an open quotation; Japanese Excel, full-width signs too.
_COMPUTED = tuple('=+-@＝＋－＠"\t')
#: Excel's own mark for "this is text"; it stays visible.
_AS_TEXT = "'"
#: Excel takes a file without it for Shift_JIS.
_BOM = "\ufeff"
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#$&])")

Cells = tuple[str, ...]


class TableForm(StrEnum):
    """How a table is written."""

    #: Tab-separated, to be pasted into Excel or Word.
    TSV = "tsv"
    #: With a byte order mark, to be opened by Excel.
    CSV = "csv"
    MARKDOWN = "markdown"


def render(comparison: Comparison, form: TableForm) -> str:
    """Return the comparison as text, header first, each row ended by a newline (CSV: by CR LF)."""
    write = {TableForm.TSV: _tsv, TableForm.CSV: _csv, TableForm.MARKDOWN: _markdown}[form]
    return write([cells(row) for row in comparison.rows])


def cells(row: ComparisonRow) -> Cells:
    """Return a row's five cells (``wording.COLUMNS``), not yet escaped for any form."""
    passage = row.passage
    if passage is None:
        return row.municipality, _nothing(row), "", "", ""
    return row.municipality, _quote(row, passage), voice(passage), _occasion(passage.transcript), _where(passage)


def _quote(row: ComparisonRow, passage: Passage) -> str:
    near = wording.NEAR_TOPIC if row.finding is RowFinding.NEAR else ""
    words = quoted(passage, row.excerpt) if row.excerpt else ""
    said = meant(row.words, passage.transcript.held_on)
    # Not beside the address: it has a column of its own, from which programs take it as it is.
    source = f"{marked(passage.transcript)}{address_remark(passage.transcript)}"
    return "".join((near, words, source, *((wording.remark(said),) if said else ())))


def _nothing(row: ComparisonRow) -> str:
    if row.finding is RowFinding.NO_ROUNDTABLE:
        return wording.ROW_NO_ROUNDTABLE
    return wording.partly_missing(_named(row.missing)) if row.finding is RowFinding.INCOMPLETE else wording.ROW_NOTHING


def _named(missing: Sequence[Missing]) -> str:
    """Return the first missing part, and whether there are more."""
    first = missing[0]
    return f"{wording.missing_part(first.round, first.part)}{wording.AND_MORE if len(missing) > 1 else ''}"


def _occasion(transcript: Transcript) -> str:
    number = transcript.round
    # With the part: the two parts of a round are two articles.
    named = round_named(transcript) if number is None else wording.round_of(number, transcript.part)
    return f"{named}・{wording.day_of(transcript.held_on)}"


def _where(passage: Passage) -> str:
    transcript = passage.transcript
    return wording.SAMPLE_NO_ARTICLE if transcript.sample else address(transcript) or wording.NO_ADDRESS


def _tsv(rows: Sequence[Cells]) -> str:
    said = "".join(row[1] for row in rows)
    sign = next((each for each in _NEWLINE_SIGNS if each not in said), _NEWLINE_SIGNS[-1])
    lines = ["\t".join(_flat(cell, sign) for cell in row) for row in (wording.COLUMNS, *rows)]
    if _NEWLINE.search(said):
        lines.append(wording.newlines(sign))
    return "".join(f"{line}\n" for line in lines)


def _flat(cell: str, sign: str) -> str:
    # An indent after the newline goes with it: it is white space of a line's beginning that is no longer one.
    return _as_text(re.sub(rf"[ \u3000]*(?:{_NEWLINE.pattern})\s*", sign, cell).replace("\t", " "))


def _csv(rows: Iterable[Cells]) -> str:
    written = io.StringIO()
    # Quoted whatever it holds: newlines inside stay what they are.
    lines = ([_as_text(cell) for cell in row] for row in (wording.COLUMNS, *rows))
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(lines)
    return _BOM + written.getvalue()


def _markdown(rows: Iterable[Cells]) -> str:
    ruler = ("---",) * len(wording.COLUMNS)
    body = (tuple(_escaped(cell) for cell in row) for row in rows)
    return "".join(f"| {' | '.join(row)} |\n" for row in (wording.COLUMNS, ruler, *body))


def _escaped(cell: str) -> str:
    """Return a cell that Markdown shows literally; an address stays a link."""
    if cell.startswith(("https://", "http://")):
        return f"<{cell}>"
    return _NEWLINE.sub("<br>", _MARKDOWN.sub(r"\\\1", cell))


def _as_text(cell: str) -> str:
    """Return a cell that Excel shows instead of computing; a quote begins with 「 or （ and is never changed.

    >>> _as_text("=1+1"), _as_text("「=1+1」")
    ("'=1+1", '「=1+1」')
    """
    return f"{_AS_TEXT}{cell}" if cell.startswith(_COMPUTED) else cell
