"""Talks, people and the reading of an article are the same on every surface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answers.overview import Overview
from bot.open_library import open_store
from bot.slack.blocks.comparison_frame import ComparisonFrame, comparison_of
from bot.slack.blocks.pickers import person_options
from bot.slack.blocks.search import SearchInput, submitted
from corpus.store.catalogue import hide
from index.analysis import Analyzer
from index.library import Library
from tests.bot.cli.test_cli import answered, zadankai
from tests.corpus.published import NOW
from tests.real import INPUTS


def written(  # noqa: PLR0913 - each test names what it is about
    folder: Path, name: str, *, number: int, part: str, day: str, body: str, town: str = "練馬区"
) -> Path:
    """Write a talk's article; its people are invented, its town is one of the table that a store has."""
    path = folder / name
    path.write_text(
        f"見本の題～{town}CIO×東京都CIO座談会{part}～\n\n"
        f"{day}に、「第{number}回座談会」として{town}CIOと東京都CIOの対談を実施しました。\n\n"
        f"参加者（敬称略）\n{town}CIO（副区長）：見本 一\n{town}課長：例示 太郎\n東京都部長：例示 次郎\n\n{body}",
        encoding="utf-8",
    )
    return path


def spoken(label: str, words: str = "窓口の予約を進めています。") -> str:
    return f"見出し\n\n小見出し\n\n見本\n研修を毎年続けます。\n\n{label}\n{words}\n"


def stored(home: Path, *paths: Path) -> tuple[Library, str]:
    """Import the files; returns the library over them and the database's address."""
    database = f"sqlite:///{home / 'articles.sqlite3'}"
    assert zadankai(home, "import", *map(str, paths), database=database).exit_code == 0
    return Library(open_store(database), Analyzer()), database


def same_number(home: Path) -> list[Path]:
    return [
        written(home, "a.txt", number=22, part="①", day="令和4年6月28日", body=spoken("例示"), town="足立区"),
        written(home, "b.txt", number=22, part="②", day="令和4年8月22日", body=spoken("例示")),
    ]


def two_parts(home: Path) -> list[Path]:
    introduced = spoken("東京都部長：例示（以下「例示」）")
    return [
        written(home, f"{n}.txt", number=27, part=sign, day="令和4年8月22日", body=body)
        for n, sign, body in ((1, "①", introduced), (2, "②", spoken("例示", "申請の様式を減らしました。")))
    ]


@pytest.mark.parametrize("shared", [False, True])
def test_two_talks_of_one_number_are_two_on_every_surface(tmp_path: Path, *, shared: bool) -> None:
    paths = sorted((INPUTS / "same-round").glob("*.txt")) if shared else same_number(tmp_path)
    if not paths:
        pytest.skip("the inputs are not here")
    library, database = stored(tmp_path, *paths)

    assert library.index.coverage.rounds == 2
    overview = Overview.of(library.snapshot, library.gazetteer)
    assert {(talk.hosts, talk.missing) for talk in overview.roundtables} == {(("練馬区",), (1,)), (("足立区",), (2,))}
    catalogued = answered(zadankai(tmp_path, "articles", "--json", database=database))["missing"]
    parts = [(gone["round"], gone["part"], gone["hosts"]) for gone in catalogued if gone["part"]]
    assert [part for part in parts if part[0] == 22] == [(22, 1, ["練馬区"]), (22, 2, ["足立区"])]
    asked = library.understand("ペンギンの餌やり")
    rows = {row.municipality: row for row in comparison_of(library, asked, ComparisonFrame("ペンギン")).rows}
    for host in ("練馬区", "足立区"):
        named = {(gone.round, gone.part) for gone in rows[host].missing}
        assert {(number, part) for number, part, hosts in parts if host in hosts} == named
        assert rows[host].missing == library.snapshot.missing_of(host)


def test_a_person_of_an_outside_body_is_one_for_people_the_form_and_the_filter(tmp_path: Path) -> None:
    guest = "東京都部長：例示 次郎\n株式会社見本代表：山田 太郎"
    paths = [
        written(tmp_path, f"{number}.txt", number=number, part="", day=day, body=spoken("山田", words))
        for number, day, words in (
            (3, "令和3年9月14日", "窓口の予約を進めています。"),
            (4, "令和4年8月22日", "申請の様式を減らしました。"),
        )
    ]
    for path in paths:
        path.write_text(path.read_text("utf-8").replace("東京都部長：例示 次郎", guest), encoding="utf-8")
    library, database = stored(tmp_path, *paths)

    listed_people = answered(zadankai(tmp_path, "people", "--json", database=database))["people"]
    assert [one["name"] for one in listed_people].count("山田 太郎") == 1
    [option] = person_options(library.parse_context().people, "山田")
    assert option.to_dict()["text"]["text"] == "山田 太郎（株式会社見本代表）"
    results = library.ask(form(str(option.value)).question())
    assert {hit.passage.transcript.round for hit in results.hits} == {3, 4}
    assert {hit.passage.speech.label for hit in results.hits} == {"山田"}


def form(*values: str) -> SearchInput:
    chosen = {"search_persons": {"selected_options": [{"value": value} for value in values]}}
    return submitted({"state": {"values": {"persons": chosen}}})


def namesakes(home: Path) -> Library:
    paths = [
        written(home, "a.txt", number=3, part="", day="令和3年9月14日", body=spoken("例示 太郎"), town="足立区"),
        written(
            home, "b.txt", number=4, part="", day="令和4年8月22日", body=spoken("例示 太郎", "様式を減らしました。")
        ),
    ]
    return stored(home, *paths)[0]


def test_the_form_tells_two_namesakes_of_two_bodies_apart(tmp_path: Path) -> None:
    library = namesakes(tmp_path)
    options = {str(option.value) for option in person_options(library.parse_context().people, "例示太郎")}
    assert options == {'["person","例示 太郎","足立区"]', '["person","例示 太郎","練馬区"]'}
    for body in ("足立区", "練馬区"):
        # As it is offered now, and as release 0.1.0 offered it.
        question, before = (
            form(value).question() for value in (f'["person","例示 太郎","{body}"]', f"例示 太郎|{body}")
        )
        assert question == before == f"話者:例示 太郎（{body}）"
        asked = library.understand(question)
        assert ([constraint.words for constraint in asked.filters], asked.rest) == ([question], "")
        assert {hit.passage.affiliation for hit in library.answer(asked).hits} == {body}


@pytest.mark.parametrize(
    "role",
    [
        "株式会社見本",
        "一般社団法人見本地域情報化推進連携協議会理事長兼情報システム部会長",
        "見本地域情報化推進連携協議会連絡調整専門部会例示大学大学院（情報学）教授",
        "東京都見本局総務部情報企画課課長代理（情報基盤担当）兼窓口改革推進担当",
    ],
)
def test_whom_the_form_offers_it_finds_however_long_the_role_is(tmp_path: Path, role: str) -> None:
    path = written(
        tmp_path, "a.txt", number=3, part="", day="令和3年9月14日", body=spoken("山田", "様式を減らします。")
    )
    listed = path.read_text("utf-8").replace("東京都部長：例示 次郎", f"東京都部長：例示 次郎\n{role}：山田 太郎")
    path.write_text(listed, encoding="utf-8")
    library, _ = stored(tmp_path, path)
    for person in library.parse_context().people:
        [option] = person_options([person], person.name)
        asked = library.understand(form(str(option.value)).question())
        assert (asked.unknown, asked.rest) == ((), "")
        assert [name.partition("（")[0] for each in asked.filters for name in each.names] == [person.name]


def test_a_name_alone_asks_for_all_who_bear_it_and_a_body_or_role_for_those_whose_it_is(tmp_path: Path) -> None:
    library = namesakes(tmp_path)
    for question in ("話者:例示 太郎", "話者:例示 太郎（足立区）、例示 太郎（練馬区）"):
        assert {hit.passage.affiliation for hit in library.ask(question).hits} == {"足立区", "練馬区"}
    assert {hit.passage.affiliation for hit in library.ask("話者:例示（足立区課長）").hits} == {"足立区"}
    # A person of another body is unknown, and the answer says so.
    assert library.understand("話者:例示 太郎（港区）").unknown == ("話者:例示",)


@pytest.mark.parametrize("shared", [False, True])
def test_a_part_alone_is_read_with_its_other_part_by_transcript_the_index_and_hiding(
    tmp_path: Path, *, shared: bool
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    paths = sorted((INPUTS / "two-parts").glob("*.txt")) if shared else two_parts(folder)
    if not paths:
        pytest.skip("the inputs are not here")
    who = "小澤 洋之" if shared else "例示 次郎"
    # The other part in the same folder, before anything is stored.
    alone = answered(zadankai(tmp_path, "transcript", str(paths[1]), "--json"))
    assert speakers(alone) == {who}
    assert "read together with part 1: local-" in zadankai(tmp_path, "transcript", str(paths[1])).stdout

    library, database = stored(tmp_path, *paths)
    keys = {found.part: key for key, found in library.snapshot.transcripts.items()}
    understood = answered(zadankai(tmp_path, "transcript", keys[2], "--json", database=database))
    assert speakers(understood) == {who}
    assert understood["read_with"] == [keys[1]]
    catalogued = answered(zadankai(tmp_path, "articles", "--json", database=database))["articles"]
    assert [one["unresolved"] for one in catalogued] == [[], []]
    passages = [each for each in library.snapshot.passages.values() if each.transcript.part == 2]
    assert who in {each.speech.speaker.name for each in passages if each.speech.speaker}
    assert all(hide(open_store(database), each.id, "申し出", NOW).words == each.text for each in passages)


def test_a_part_in_a_folder_of_its_own_is_read_with_the_stored_one(tmp_path: Path) -> None:
    first, second = two_parts(tmp_path)
    _, database = stored(tmp_path, first)
    apart = tmp_path / "apart"
    apart.mkdir()
    second = second.rename(apart / "2.txt")
    found = answered(zadankai(tmp_path, "transcript", str(second), "--json", database=database))
    assert speakers(found) == {"例示 次郎"}


def test_a_second_part_whose_list_only_the_first_prints_is_imported(tmp_path: Path) -> None:
    first, second = two_parts(tmp_path)
    listless = second.read_text("utf-8")
    head, _, body = listless.partition("参加者（敬称略）")
    second.write_text(head + body.partition("\n\n")[2], encoding="utf-8")
    library, _ = stored(tmp_path, first, second)
    assert sorted(found.part or 0 for found in library.snapshot.transcripts.values()) == [1, 2]


def speakers(answer: dict[str, Any]) -> set[str | None]:
    """Return whoever speaks under the label that the first part alone settles."""
    speeches = (each for section in answer["sections"] for each in section["speeches"])
    return {each["speaker"] for each in speeches if each["label"] in ("小澤", "例示")}
