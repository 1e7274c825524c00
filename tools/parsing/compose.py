"""Articles composed at random in all forms that were seen, each with what must be read from it.

Every paragraph of a speech bears a mark of its own, so that after any damage it can be told whose words they are.
"""

from __future__ import annotations

import functools
import random
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.municipalities import Gazetteer
from tools.parsing import words
from tools.parsing.cast import cast
from tools.parsing.composed import Blanks, Composed, Kind, Row, Spoken, widened

if TYPE_CHECKING:
    from collections.abc import Iterator


@functools.cache
def gazetteer() -> Gazetteer:
    """The sample's municipalities: invented ones."""
    return Gazetteer.read(files("corpus.sample") / "municipalities.csv")


def compose(seed: int) -> Composed:
    """The article of a seed: the same one each time."""
    return _Composer(random.Random(seed)).article()  # noqa: S311 - repeatable, not secret


class _Composer:
    """One article in the making."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.blanks = dice.choices(list(Blanks), (6, 1, 2, 2))[0]
        self.indent = dice.choice(("", "", " ", "　"))
        self.full_width = dice.random() < 0.5
        names = [place.name for place in gazetteer()]
        self.hosts = tuple(dice.sample(names, dice.choices((1, 2), (4, 1))[0]))
        self.round = dice.choice((None, *range(1, 31)))
        self.part = dice.choice((None, None, 1, 2))
        self.held_on = date(dice.choice((2019, 2021, 2022)), dice.randint(5, 12), dice.randint(1, 28))
        self.topics = dice.sample(words.TOPICS, dice.randint(1, 4))
        self.cast = cast(self.hosts, dice)
        self.rows: list[Row] = []
        self.spoken: list[Spoken] = []
        self.marks: dict[str, int] = {}

    def article(self) -> Composed:
        title, printed_part = self._title()
        self._head(title)
        agenda = self._agenda()
        for topic in self.topics:
            self._section(topic)
        self._tail()
        return Composed(
            rows=tuple(self._printed(row) for row in self._spaced()),
            blanks=self.blanks,
            full_width=self.full_width,
            title=self._width(title),
            round=self.round,
            part=printed_part,
            held_on=self.held_on,
            hosts=self.hosts,
            cast=self.cast,
            agenda=agenda,
            spoken=tuple(self._as_printed(one) for one in self.spoken),
            marks=self.marks,
        )

    def _title(self) -> tuple[str, int | None]:
        bodies = "×".join(f"{host}{self.dice.choice(('CIO', ''))}" for host in self.hosts)
        metro = self.dice.choice(("東京都CIO", "都CIO"))
        sign = "" if self.part is None else "①②"[self.part - 1]
        word = "" if self.part is None else f"part{self.part}"
        tilde, space = self.dice.choice("~〜"), self.dice.choice(("", " "))
        heading = self.dice.choice(words.SUBHEADINGS[:2])
        forms = [
            f"{heading}{space}{tilde}{bodies}×{metro}座談会{sign}{tilde}",
            f"{bodies}×{metro}座談会{sign}",
            f"{bodies}×{metro}{sign}",
            f"{bodies}×{metro}の座談会を実施しました!{word}",
        ]
        if self.part is None:
            forms.append(f"CIOフォーラム対談 with{self.hosts[0]}")
        return self.dice.choice(forms), self.part

    def _head(self, title: str) -> None:
        if picture := self.dice.choice(("", "見出し画像", "![見出し画像](https://example.com/a.png)")):
            self._add(Kind.HEAD, picture, gap=True)
        self._add(Kind.HEAD, title, gap=True)
        self._add(Kind.HEAD, "自治体どうしが率直に話し合う場として、個別の座談会を開いています。", gap=True)
        if self.round and self.dice.random() < 0.6:
            # The lead of one real article has another number than its date's sentence.
            number = self.round + (self.dice.random() < 0.1)
            forms = (
                f"第{number}回は「{'×'.join(self.hosts)}の座談会」をお届けします!",
                f"第{number}回座談会として開きました。",
            )
            self._add(Kind.HEAD, self.dice.choice(forms))
        if self.dice.random() < 0.7:
            self._add(Kind.HEAD, "※CIO(情報統括責任者):組織の情報化に責任を持つ役職", gap=True)
        forum = self.dice.choice(("東京都・区市町村CIOフォーラム{}座談会", "{}座談会")).format(
            f"第{self.round}回" if self.round else ""
        )
        indent = self.dice.choice(("", "　"))
        self._add(
            Kind.HEAD,
            f"{indent}{self._date()}に、「{forum}」として{'と'.join(self.hosts)}のCIOの対談を実施しました。",
            gap=True,
        )
        if self.part:
            half = "前半" if self.part == 1 else "後半"
            other = "後半" if self.part == 1 else "前半"
            lines = (f"※この記事は全2回でお届けします。{other}はこちら", f"全2回の{half}です。")
            self._add(Kind.HEAD, self.dice.choice(lines), gap=True)
        self._participants()

    def _date(self) -> str:
        day = self.held_on
        era = "令和元年" if day.year == 2019 else f"令和{day.year - 2018}年"
        return f"{self.dice.choice((era, f'{day.year}年'))}{day.month}月{day.day}日"

    def _participants(self) -> None:
        header = self.dice.choice(("参加者(敬称略)", "【参加者(敬称略)】", "参加者(敬称略)", ""))
        if header:
            self._add(Kind.HEAD, header, gap=self.dice.random() < 0.8)
        for person in self.cast.listed:
            self._add(Kind.PARTICIPANT, person.line)

    def _agenda(self) -> tuple[str, ...]:
        if self.dice.random() < 0.3:
            return ()
        self._add(Kind.HEAD, self.dice.choice(("議題", "【議題】")), gap=True)
        space = self.dice.choice(("", " "))
        hole = self.dice.randrange(8)
        items: list[str] = []
        for n, topic in enumerate(self.topics):
            item = f"{topic.replace('の', '', 1)}について" if self.dice.random() < 0.2 else topic
            items.append(self._width(item))
            self._add(Kind.HEAD, f"{'①②③④'[n]}{space}{item}", gap=n == hole and n > 0)
        return tuple(items)

    def _section(self, topic: str) -> None:
        self._add(Kind.HEADING, topic, gap=True)
        if self.dice.random() < 0.95:
            self._add(Kind.HEADING, self.dice.choice(words.SUBHEADINGS), gap=self.dice.random() < 0.8)
        if self.dice.random() < 0.3:
            self._add(Kind.OTHER, f"{self.dice.choice('―—')}{self.dice.choice(words.QUESTIONS)}", gap=True)
        for _ in range(self.dice.randint(1, 5)):
            self._speech(topic)
            self._between()

    def _speech(self, topic: str) -> None:
        number = len(self.spoken)
        label, named, true = self.cast.next_label(self.dice)
        space = self.dice.choice(("", "", "", "　"))
        self._add(Kind.LABEL, f"{space}{label}", speech=number, gap=self.blanks is not Blanks.SECTIONS)
        paragraphs = tuple(self._paragraph(number) for _ in range(self.dice.randint(1, 4)))
        for at, paragraph in enumerate(paragraphs):
            self._add(Kind.SPEECH, f"{self.indent}{paragraph}", speech=number, gap=self.blanks is Blanks.LOOSE)
            if at + 1 < len(paragraphs) and self.blanks is Blanks.NONE and self.dice.random() < 0.05:
                self._add(Kind.OTHER, "図5")
        self.spoken.append(Spoken(topic, label, named.name if named else None, true.name, paragraphs))

    def _paragraph(self, speech: int) -> str:
        mark = f"{len(self.marks) + 1000}"
        self.marks[mark] = speech
        more = self.dice.choices(words.FOLLOWING, k=self.dice.randint(0, 4))
        return self.dice.choice(words.OPENINGS).format(mark) + "".join(more)

    def _between(self) -> None:
        chance = self.dice.random()
        if chance < 0.2:
            person = self.dice.choice(self.cast.listed)
            caption = self.dice.choice(words.CAPTIONS)
            self._add(Kind.OTHER, caption.format(host=self.hosts[0], name=person.surname), gap=True)
        elif chance < 0.3:
            dash = self.dice.choice(("―", "――", "―――", "─", "--"))
            self._add(Kind.OTHER, f"{dash}{self.dice.choice(words.QUESTIONS)}", gap=True)
        elif chance < 0.33:
            self._add(Kind.OTHER, "※BPR:業務の手順を見直すこと", gap=True)
        elif chance < 0.37:
            self._add(Kind.OTHER, self.dice.choice(words.ODD_CAPTIONS), gap=True)

    def _tail(self) -> None:
        if self.dice.random() < 0.8:
            self._add(Kind.OTHER, "―本日はありがとうございました。", gap=True)
        if self.dice.random() < 0.8:
            self._add(Kind.OTHER, "本取組については、今後も継続して実施する予定です。次回もお楽しみに!", gap=True)
        if self.dice.random() < 0.8:
            self._add(Kind.OTHER, "この記事が気に入ったらサポートをしてみませんか?", gap=True)

    def _add(self, kind: Kind, text: str, *, speech: int | None = None, gap: bool = False) -> None:
        if gap and self.rows:
            self.rows.append(Row(Kind.BLANK, ""))
        self.rows.append(Row(kind, text, speech))

    def _spaced(self) -> Iterator[Row]:
        return (row for row in self.rows if self.blanks is not Blanks.NONE or row.kind is not Kind.BLANK)

    def _printed(self, row: Row) -> Row:
        return replace(row, text=self._width(row.text))

    def _as_printed(self, one: Spoken) -> Spoken:
        paragraphs = tuple(self._width(paragraph) for paragraph in one.paragraphs)
        return replace(one, heading=self._width(one.heading), label=self._width(one.label), paragraphs=paragraphs)

    def _width(self, text: str) -> str:
        return widened(text) if self.full_width else text
