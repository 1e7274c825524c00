"""Who asks, when, and what is known: invented persons beside the real table of municipalities."""

from __future__ import annotations

from datetime import date

from corpus.municipalities import tokyo
from corpus.people import Person
from index.query.parsed_question import ParseContext

#: Among them a town's name, a word, a surname of one character, an old form, and two who share a surname.
PEOPLE = (
    Person("例野 一郎", "東京都"),
    Person("作中 薫", "星見区"),
    Person("仮名川 進", "汐凪市"),
    Person("仮名川 寛", "東京都"),
    Person("日野 麻美", "星見区"),
    Person("草案 実", "星見区"),
    Person("林 明", "風待区"),
    Person("髙澤 渡", None),
)

ASKED_IN_2023 = ParseContext(
    gazetteer=tokyo(),
    today=date(2023, 6, 15),
    own="練馬区",
    people=PEOPLE,
    roles=("企画部長", "情報政策課長"),
    themes=("人材の確保・外部専門人材", "育成・研修", "窓口・手続"),
    since=date(2021, 8, 16),
    until=date(2022, 9, 16),
)
