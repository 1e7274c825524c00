"""``python -m tools.parsing.reported`` writes ``docs/forms.md``: what becomes of forms that others report."""

from __future__ import annotations

import html
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.model import MediaType
from corpus.reading.reader import TranscriptReader
from tests import ROOT
from tests.articles import article, invented
from tools.parsing.composed import Spoken
from tools.parsing.measure import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import Article

FORMS = ROOT / "tests" / "corpus" / "reading" / "reported_forms.toml"
PAGE = ROOT / "docs" / "forms.md"
#: The worst of all layouts is a form's outcome.
OUTCOMES = ("read", "left open", "words lost", "refused", "wrong mouth")
_TITLE = "紙を数える～風待区CIO×東京都CIO座談会～"
_HEAD = """第31回は「風待区CIO×東京都CIO座談会」をお届けします！
令和4年10月3日に、「東京都・区市町村CIOフォーラム第31回座談会」として風待区CIOと東京都CIOの対談を実施しました。
参加者（敬称略）
風待区CIO（副区長）：霞堂　円
風待区企画部長：空見　司
風待区企画課長：雛形　渚
東京都CIO（副知事）：例野　翔"""
_ABOVE = (
    ("風待区CIO：霞堂（以下「霞堂」）", "霞堂 円", "紙の申請が一年に四万枚ありました。"),
    ("東京都CIO：例野（以下「例野」）", "例野 翔", "それは驚きました。"),
    ("風待区企画課長：雛形（以下「雛形」）", "雛形 渚", "数えるのに二か月かかりました。"),
)
_BELOW = ("霞堂", "霞堂 円", "よく分かりました。")
_PREFACE = """# Forms that others report
What users of parsers of parliaments' and councils' transcripts, of subtitles and of exporters of articles complained
about, each tried here as a few lines of our own in one small article, in four layouts: text with and without blank
lines, a page with a speech or a line in each paragraph. The inputs and the right reading, written by hand, are in
`tests/corpus/reading/reported_forms.toml`; `python -m tools.parsing.reported` writes this page, and a test holds it to
what the reader does.

The worst layout counts. "Read": each word with its speaker, nobody's words in no speech. "Left open": all words shown,
a speaker as printed only. "Words lost": a word is in no speech. "Wrong mouth": a word is another's or nobody's.
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """A form that was reported, and its right reading."""

    report: str
    title: str
    form: str
    listed: tuple[str, ...]
    #: Line, whose words, and the words where the line holds the label, too.
    rows: tuple[tuple[str, ...], ...]

    @property
    def address(self) -> str:
        """The report on GitHub: # for an issue, ! for a pull request."""
        project, sign, number = self.report.replace("!", "#!").partition("#")
        del sign
        return f"https://github.com/{project}/{'pull/' if '!' in number else 'issues/'}{number.removeprefix('!')}"

    def spoken(self) -> Iterator[Spoken]:
        """All speeches of the article that holds the form."""
        for label, name, line in (*_ABOVE, _BELOW):
            yield Spoken(label, name, name, (line,), self.report)
        label = ""
        for line, whose, *said in filter(lambda row: len(row) > 1, self.rows):
            words = said[0] if said else line
            label = line if whose == "" else line.removesuffix(words) if said else label
            if whose not in {"", "-", "html"}:
                yield Spoken(label, None if whose == "?" else whose, whose.strip("?"), (words,), self.report)

    def blocks(self) -> Iterator[list[str]]:
        """The lines of the body that stand together."""
        yield from (["紙のない窓口"], ["数えることから始める"])
        yield from ([label, line] for label, _, line in _ABOVE[:-1])
        block = [_ABOVE[-1][0], _ABOVE[-1][2]]
        for above, row in pairwise((("", "-"), *self.rows)):
            apart = len(row) == 1 or row[1] in {"", "-", "html"} or len(row) > 2 or above[-1] in {"-", "html"}
            if apart and block:
                yield block
                block = []
            block += row[:1] if len(row) > 1 else []
        yield from (block, [_BELOW[0], _BELOW[2]], ["―本日はありがとうございました。"])

    def articles(self) -> Iterator[Article]:
        """The article in its layouts; elements of HTML stand on pages only."""
        head = "\n".join([_HEAD, *self.listed])
        blocks = [*self.blocks()]
        if not any("html" in row for row in self.rows):
            for parted in ("\n", "\n\n"):
                body = parted.join([_TITLE, head, *("\n".join(block) for block in blocks)])
                yield article(f"{body}\n")
        lines = [[line] for block in blocks for line in block]
        for parts in (blocks, lines):
            body = "".join(map(_paragraph, [head.split("\n"), *parts]))
            yield replace(article(body), title=_TITLE, media_type=MediaType.HTML)

    def outcome(self) -> str:
        """The worst of what becomes of it in all layouts."""
        return max(map(self._in, self.articles()), key=OUTCOMES.index)

    def _in(self, received: Article) -> str:
        try:
            counts, wrong = score([*self.spoken()], TranscriptReader(invented()).read(received))
        except (NotATranscript, UnreadableTranscript):
            return "refused"
        state = (True, bool(counts.open), bool(counts.lost), False, bool(wrong))
        return max((name for name, is_so in zip(OUTCOMES, state, strict=True) if is_so), key=OUTCOMES.index)


def _paragraph(lines: Sequence[str]) -> str:
    if lines[0].startswith("<"):
        return "".join(lines)
    return f"<p>{'<br>'.join(map(html.escape, lines))}</p>"


def reported(path: Path = FORMS) -> list[Reported]:
    """All reported forms."""
    found = tomllib.loads(path.read_text("utf-8"))["form"]
    return [
        Reported(
            each["report"], each["title"], each["form"], tuple(each.get("listed", ())), tuple(map(tuple, each["rows"]))
        )
        for each in found
    ]


def page() -> str:
    """The page for readers: each report with its form and its outcome."""
    found = [(each, each.outcome()) for each in reported()]
    counted = Counter(outcome for _, outcome in found)
    total = ", ".join(f"{outcome} {counted[outcome]}" for outcome in OUTCOMES if counted[outcome])
    rows = [
        f"| [{each.report}]({each.address}) {_escaped(each.title)} | {each.form} | `{_shown(each)}` | {outcome} |"
        for each, outcome in found
    ]
    table = ["| report | form in our terms | for instance | outcome |", "|---|---|---|---|", *rows]
    return "\n".join([_PREFACE, f"{len(found)} forms: {total}.", "", *table, ""])


def _shown(each: Reported) -> str:
    """The first two lines, with what cannot be seen."""
    line = " / ".join(row[0] for row in each.rows[:2] if row[0])
    seen = "".join(f"U+{ord(sign):04X}" if category(sign) == "Cf" else sign for sign in line)
    return (seen[:60] + "…" * (len(seen) > 60)).replace("|", "\\|")


def _escaped(words: str) -> str:
    return words.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(page())
