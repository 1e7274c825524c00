"""Articles composed at random from the catalogue of forms, each with what must be read from it."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.municipalities import Gazetteer
from tools.parsing import words
from tools.parsing.cast import cast
from tools.parsing.catalogue import Dice, catalogue, drawn
from tools.parsing.composed import Composed, Kind, Layout, Row, Spoken, widened

if TYPE_CHECKING:
    from tools.parsing.cast import Person

_LAYOUTS = {
    Layout.TIGHT: 5,
    Layout.NONE: 2,
    Layout.BROKEN: 4,
    Layout.APART: 2,
    Layout.SECTIONS: 1,
    Layout.LOOSE: 2,
    Layout.EACH: 2,
}
_KANJI = "〇一二三四五六七八九"


@functools.cache
def gazetteer() -> Gazetteer:
    """The sample's municipalities: invented ones."""
    return Gazetteer.read(files("corpus.sample") / "municipalities.csv")


def compose(seed: int, likely: float = 1.0) -> Composed:
    """The article of a seed, the same one each time; with ``likely=0`` of forms of real articles only."""
    dice = Dice(seed)
    dice.likely = likely
    return _Composer(dice).article()


def kanji(number: int) -> str:
    """A number below 100 in kanji.

    >>> kanji(4), kanji(10), kanji(22)
    ('四', '十', '二十二')
    """
    tens, ones = divmod(number, 10)
    return f"{_KANJI[tens] if tens > 1 else ''}{'十' if tens else ''}{_KANJI[ones] if ones else ''}"


class _Composer:
    """One article in the making."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.layout = dice.choices(list(_LAYOUTS), list(_LAYOUTS.values()))[0]
        self.indent = dice.choice(("", "", " ", "　"))
        self.full_width = dice.random() < 0.5
        names = [place.name for place in gazetteer()]
        self.hosts = tuple(dice.sample(names, dice.choices((1, 2), (4, 1))[0]))
        self.round = dice.choice((None, *range(1, 33)))
        self.part = dice.choice((None, None, 1, 2))
        self.held_on = date(dice.choice((2020, 2021, 2022)), dice.randint(5, 12), dice.randint(1, 28))
        self.topics = dice.sample(words.TOPICS, dice.randint(1, 4))
        self.cast = cast(self.hosts, dice)
        #: Whether the moderator ends the talk: else nothing tells where paragraphs that stand apart end.
        self.closes = self.layout.parts_paragraphs or dice.random() < 0.8
        #: Whether only the title prints the round.
        self.titled = False
        #: Whether some speeches go on below a blank line or a picture.
        self.goes_on = dice.random() < 0.3
        self.rows: list[Row] = []
        self.spoken: list[Spoken] = []
        self.headings: list[str] = []
        self.mark = 1000
        self.filled = {
            "host": self.hosts[0],
            "hosts": "と".join(self.hosts),
            "bodies": "×".join(f"{host}{dice.choice(('CIO', 'CIO', ''))}" for host in self.hosts),
            "metro": dice.choice(("東京都CIO", "都CIO")),
            "round": self.round,
        }

    def article(self) -> Composed:
        title = self._title()
        self._head(title)
        agenda = self._agenda()
        heading_form = drawn("headings", self.dice, likely=0.1)
        for n, topic in enumerate(self.topics):
            self._section(n, topic, heading_form, last=topic == self.topics[-1])
        self._tail()
        return Composed(
            rows=tuple(self.rows),
            layout=self.layout,
            full_width=self.full_width,
            title=widened(title) if self.full_width else title,
            round=self.round,
            part=self.part,
            held_on=self.held_on,
            hosts=self.hosts,
            cast=self.cast,
            agenda=agenda,
            headings=tuple(self.headings),
            spoken=tuple(self.spoken),
            blank_paragraphs=self.layout is Layout.BROKEN and self.dice.random() < 0.4,
            broken_headings=self.dice.random() < 0.15,
        )

    def _title(self) -> str:
        fits = [form for form in catalogue()["titles"]["real"] if "{part}" in form or not self.part]
        if self.round and self.dice.random() < 0.05 * self.dice.likely:
            fits = catalogue()["titles"]["likely"]
            self.titled = True
        part = drawn("parts", self.dice)[self.part - 1] if self.part else ""
        return str(self.dice.choice(fits)).format(
            heading=self.dice.choice(words.SUBHEADINGS[:2]), part=part, **self.filled
        )

    def _head(self, title: str) -> None:
        if cover := self.dice.choice(("", "見出し画像", "![見出し画像](https://example.com/a.png)")):
            self._add(Kind.COVER, cover, gap=True)
        self._add(Kind.TITLE, title, gap=True)
        self._add(Kind.HEAD, drawn("leads", self.dice, likely=0.1), gap=True)
        if self.round and not self.titled and self.dice.random() < 0.6:
            # The lead of one real article has another number than its date's sentence.
            number = self.round + (self.dice.random() < 0.1)
            line = drawn("rounds", self.dice, likely=0.1).format(**{**self.filled, "round": number})
            self._add(Kind.HEAD, line)
        if self.dice.random() < 0.7:
            self._add(Kind.HEAD, catalogue()["notes"]["real"][0], gap=True)
        number = f"第{self.round}回" if self.round and not self.titled else ""
        forum = self.dice.choice((f"東京都・区市町村CIOフォーラム{number}座談会", f"{number}座談会"))
        held = drawn("held", self.dice, likely=0.1).format(date=self._date(), forum=forum, **self.filled)
        self._add(Kind.HEAD, held, gap=True)
        if self.part:
            half, other = ("前半", "後半") if self.part == 1 else ("後半", "前半")
            self._add(Kind.HEAD, drawn("halves", self.dice).format(half=half, other=other), gap=True)
        self._participants()

    def _date(self) -> str:
        day = self.held_on
        numbers = {"era": day.year - 2018, "year": day.year, "month": day.month, "day": day.day}
        in_kanji = {f"kanji_{name}": kanji(numbers[name]) for name in ("era", "month", "day")}
        return str(drawn("dates", self.dice)).format(**numbers, **in_kanji)

    def _participants(self) -> None:
        if header := drawn("list_headers", self.dice, likely=0.15):
            self._add(Kind.HEAD, header, gap=self.dice.random() < 0.8)
        for at, person in enumerate(self.cast.listed):
            if at in self.cast.groups:
                self._add(Kind.HEAD, self.cast.groups[at])
            self._add(Kind.PARTICIPANT, person.line)
            if profile := drawn("profiles", self.dice, likely=0.02):
                self._add(Kind.HEAD, profile)

    def _agenda(self) -> tuple[str, ...]:
        if not (header := drawn("agenda_headers", self.dice, likely=0.15)):
            return ()
        self._add(Kind.HEAD, header, gap=True)
        form = drawn("agenda_items", self.dice, likely=0.15)
        hole = self.dice.randrange(8)
        items: list[str] = []
        for n, topic in enumerate(self.topics):
            item = f"{topic.replace('の', '', 1)}について" if self.dice.random() < 0.2 else topic
            items.append(item)
            self._add(Kind.HEAD, form.format(circled="①②③④"[n], n=n + 1, topic=item), gap=n == hole and n > 0)
        if self.layout.is_html and self.dice.random() < 0.2:
            links = "".join(f'<li><a href="#a">{topic}</a></li>' for topic in self.topics)
            self._add(Kind.CARD, drawn("contents", self.dice, likely=0.2).format(items=links), gap=True)
        return tuple(items)

    def _section(self, n: int, topic: str, form: str, *, last: bool) -> None:
        heading = form.format(circled="①②③④"[n], n=n + 1, topic=topic)
        self.headings.append(heading)
        self._add(Kind.HEADING, heading, gap=True)
        # Without blank lines only a pair tells a heading from the end of a speech.
        if self.layout is Layout.NONE or self.dice.random() < 0.9:
            self.headings.append(self.dice.choice(words.SUBHEADINGS))
            self._add(Kind.SUBHEADING, self.headings[-1], gap=self.dice.random() < 0.8)
        if self.dice.random() < 0.3:
            self._moderator()
        for left in reversed(range(self.dice.randint(1, 5))):
            self._speech(last=last and not left)
            self._between()

    def _moderator(self) -> None:
        dash = drawn("moderators", self.dice, likely=0.15)
        self._add(Kind.MODERATOR, f"{dash}{self.dice.choice(words.QUESTIONS)}", gap=True)

    def _speech(self, *, last: bool) -> None:
        label = self.cast.label(self.dice)
        told = not last or self.closes
        paragraphs = [self._paragraph(label.true) for _ in range(self.dice.randint(1, 4))]
        speech = len(self.spoken)
        lines: list[str] = []
        for at, paragraph in enumerate(paragraphs):
            apart = self.layout.parts_paragraphs or (at > 0 and told and self.goes_on and self.dice.random() < 0.4)
            if at and told and self.dice.random() < 0.06:
                self._picture()
                apart = True
            for n, line in enumerate(paragraph.split("|")):
                lines.append(line)
                if at or n or "{speech}" not in label.text:
                    if not (at or n):
                        self._label(label.text, speech)
                    self._add(Kind.SPEECH, f"{self.indent}{line}", speech=speech, gap=apart and not n)
                else:
                    self._label(label.text.format(speech=line), speech)
        printed = label.text.partition("{speech}")[0]
        name = label.named.name if label.named else None
        true = label.true.name if label.true else ""
        self.spoken.append(Spoken(printed, name, true, tuple(lines), label.form))

    def _label(self, text: str, speech: int) -> None:
        space = self.dice.choice(("", "", "", "　"))
        self._add(Kind.LABEL, f"{space}{text}", speech=speech, gap=self.layout is not Layout.SECTIONS)

    def _paragraph(self, speaker: Person | None) -> str:
        self.mark += 1
        form = drawn("paragraphs", self.dice, likely=0.2)
        other = self.dice.choice(
            [one for one in self.cast.listed if one is not speaker and one.office] or self.cast.listed
        )
        said = str(form).format(mark=self.mark, other=other.surname, other_office=other.office)
        more = self.dice.choices(words.FOLLOWING, k=self.dice.randint(0, 4))
        return said + ("" if "|" in said or said[-1] == "す" or "http" in said else "".join(more))

    def _picture(self) -> None:
        """A picture, or on a page a link's card, between two paragraphs of a speech."""
        if self.layout.is_html and self.dice.random() < 0.4:
            card = drawn("cards", self.dice).format(host=self.hosts[0], name=self.dice.choice(self.cast.listed).name)
            self._add(Kind.CARD, card, gap=True)
            return
        self._add(Kind.CAPTION, self._filled(drawn("captions", self.dice, likely=0)), gap=True)

    def _between(self) -> None:
        chance = self.dice.random()
        if chance < 0.2:
            self._add(Kind.CAPTION, self._filled(drawn("captions", self.dice)), gap=True)
        elif chance < 0.3:
            self._moderator()
        elif chance < 0.33:
            self._add(Kind.OTHER, drawn("notes", self.dice, likely=1), gap=True)

    def _filled(self, form: str) -> str:
        one, other = self.dice.sample(self.cast.listed, 2)
        return form.format(host=self.hosts[0], surname=one.surname, office=one.office or "課長", other=other.surname)

    def _tail(self) -> None:
        if self.closes:
            dash = drawn("moderators", self.dice, likely=0.15)
            self._add(Kind.MODERATOR, f"{dash}本日はありがとうございました。", gap=True)
        for closing in catalogue()["closings"]["real"]:
            if self.dice.random() < 0.8:
                self._add(Kind.OTHER, closing, gap=True)

    def _add(self, kind: Kind, text: str, *, speech: int | None = None, gap: bool = False) -> None:
        apart = (gap and self.layout is not Layout.NONE) or self.layout is Layout.EACH
        self.rows.append(Row(kind, text, speech, apart))


def with_line(composed: Composed, at: int, row: Row) -> Composed:
    """The article with one more line before its line ``at``."""
    return replace(composed, rows=(*composed.rows[:at], row, *composed.rows[at:]))
