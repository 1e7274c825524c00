"""The commands about stored articles: ``articles``, ``people``, ``hide``, and ``import`` of an export."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.series import known_articles
from tests import ROOT
from tests.bot.cli.test_cli import answered, article, zadankai
from tests.bot.test_one_decision import two_parts, written
from tests.corpus.published import PIECE, as_export, as_html, as_item, as_page

KEY = "n0123456789ab"
URL = f"https://note.com/sample/n/{KEY}"


def test_what_is_hidden_is_not_asked_is_listed_and_comes_back(tmp_path: Path) -> None:
    zadankai(tmp_path, "import", str(article(tmp_path)), "--url", URL)
    assert answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"]

    assert zadankai(tmp_path, "hide", KEY, "--reason", "申し出により").stdout == f"hidden: {KEY} (the whole article)\n"
    assert answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"] == []
    assert [one["state"] for one in answered(zadankai(tmp_path, "articles", "--json"))["articles"]] == ["hidden"]
    assert "申し出により" in zadankai(tmp_path, "check").stdout

    assert zadankai(tmp_path, "unhide", KEY).exit_code == 0
    assert answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"]
    again = zadankai(tmp_path, "unhide", KEY)
    assert (again.exit_code, again.stderr) == (1, f"zadankai: {KEY}: is not hidden; 'zadankai check' lists what is\n")


def test_people_shows_each_role_since_the_talk_that_first_printed_it(tmp_path: Path) -> None:
    known = {person["name"]: person for person in answered(zadankai(tmp_path, "people", "--json"))["people"]}
    assert [(role["since"], role["role"]) for role in known["作中 薫"]["roles"]] == [
        ("2021-08-24", "星見区CIO補佐官"),
        ("2022-08-02", "星見区デジタル戦略監"),
    ]
    # The later article prints the same office in full width.
    assert [role["since"] for role in known["架空 一郎"]["roles"]] == ["2021-08-24"]
    assert "2022-08-02  星見区デジタル戦略監" in zadankai(tmp_path, "people").stdout


def test_people_names_outside_bodies_as_the_filter_does(tmp_path: Path) -> None:
    head = "見本の題～練馬区CIO×東京都CIO座談会～\n\n令和3年9月14日に、「第3回座談会」として対談を実施しました。"
    entries = ("司会：霞 円", "練馬区CIO：見本 一", "株式会社甲代表：山田 太郎", "架空大学教授：山田 太郎")
    listed = "\n".join(entries)
    path = tmp_path / "a.txt"
    path.write_text(f"{head}\n\n参加者（敬称略）\n{listed}\n\n見出し\n\n見本\nはい。\n", encoding="utf-8")
    zadankai(tmp_path, "import", str(path))

    people = answered(zadankai(tmp_path, "people", "--json"))["people"]
    assert {(person["name"], person["municipality"], person["body"]) for person in people} == {
        ("山田 太郎", None, "株式会社甲"),
        ("山田 太郎", None, "架空大学"),
        ("霞 円", None, "第3回・2021-09-14"),
        ("見本 一", "練馬区", "練馬区"),
    }
    table = zadankai(tmp_path, "people").stdout
    assert all(body in table for body in ("株式会社甲 ", "架空大学 ", "第3回・2021-09-14"))
    assert "?" not in table


def test_a_hidden_passage_is_out_and_its_article_stays(tmp_path: Path) -> None:
    zadankai(tmp_path, "import", str(article(tmp_path)), "--url", URL)
    hits = answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"]
    first = hits[0]["passage_id"]

    assert zadankai(tmp_path, "hide", first, "--reason", "訂正").stdout == f"hidden: {first} (a passage)\n"

    left = [hit["passage_id"] for hit in answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"]]
    assert left
    assert first not in left


def test_an_import_that_edits_hidden_words_says_what_is_withheld_and_how_to_settle_it(tmp_path: Path) -> None:
    zadankai(tmp_path, "import", str(article(tmp_path)), "--url", URL)
    [hit] = answered(zadankai(tmp_path, "ask", "CIO補佐官の公募に応募が一人もない", "--json", "--limit", "1"))["hits"]
    target = hit["passage_id"]
    zadankai(tmp_path, "hide", target, "--reason", "申し出")

    changed = article(tmp_path, edit=(hit["text"], f"{hit['text'][:30]}ですが{hit['text'][30:]}"))
    run = zadankai(tmp_path, "import", str(changed), "--url", URL)
    assert f"warning: the words hidden as {target} were edited; withheld instead: {KEY}-" in run.stdout
    assert f"then 'zadankai unhide {target}'" in run.stdout
    checked = zadankai(tmp_path, "check").stdout
    assert f"warning: the words hidden as {target} were edited" in checked
    assert "all is well" not in checked
    [listed] = answered(zadankai(tmp_path, "articles", "--json"))["articles"]
    assert (listed["state"], target in listed["reason"]) == ("asked", True)

    article(tmp_path, edit=(hit["text"], "公募の話はしませんでした。"))
    assert "its article is withheld" in zadankai(tmp_path, "import", str(changed), "--url", URL).stdout
    assert answered(zadankai(tmp_path, "ask", "公募", "--json"))["hits"] == []
    assert answered(zadankai(tmp_path, "articles", "--json"))["articles"][0]["state"] == "withheld"
    assert "withheld" in zadankai(tmp_path, "transcript", KEY).stderr


def test_articles_names_missing_parts_and_rounds_and_who_is_open(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "articles"
    zadankai(tmp_path, "import", str(folder / "two-numbers.txt"), str(folder / "no-blank-line.txt"))

    listed = zadankai(tmp_path, "articles").stdout

    assert "no article of round 1–2, 7, 9, 12–14, 16–18, 20, 22, 24–26, 29, 31\n" in listed
    assert "no part 1 of round 21\n" in listed
    assert "no part 1 of round 23\n" in listed
    missing = answered(zadankai(tmp_path, "articles", "--json"))["missing"]
    assert {"round": 23, "part": 1, "hosts": [], "url": None} in missing


def test_articles_names_each_known_article_that_is_missing_with_its_address_and_what_to_do(tmp_path: Path) -> None:
    zadankai(tmp_path, "import", str(article(tmp_path)))

    listed = zadankai(tmp_path, "articles").stdout

    address = "https://note.com/tokyo_cio_forum/n"
    assert f"no part 2 of round 5 (清瀬市): {address}/nc2261037fb82\n" in listed
    assert f"no article of round 32 (西東京市): {address}/nb163f910b673\n" in listed
    assert "no article without a round (調布市): https://note.com/kouzoukaikaku/n/n30b10e7a155e\n" in listed
    assert listed.endswith("open each in a browser, save the page, then 'zadankai import FOLDER'\n")
    missing = answered(zadankai(tmp_path, "articles", "--json"))["missing"]
    found = [gone for gone in missing if gone["round"] == 19]
    assert found == [
        {"round": 19, "part": part, "hosts": ["東村山市", "小平市"], "url": f"{address}/{key}"}
        for part, key in ((1, "n803b5ab5194b"), (2, "nc9b474eac6be"))
    ]
    assert zadankai(tmp_path, "articles").stdout.count("https://note.com/") == len(known_articles())


def test_import_articles_and_check_say_in_the_same_words_what_is_left_open(tmp_path: Path) -> None:
    open_speaker = article(tmp_path, edit=("\n作中\n", "\n誰何補佐官：誰何（以下「誰何」）\n"))
    imported = zadankai(tmp_path, "import", str(open_speaker)).stdout
    [key] = [one["key"] for one in answered(zadankai(tmp_path, "articles", "--json"))["articles"]]
    [one] = answered(zadankai(tmp_path, "articles", "--json"))["articles"]

    left_open = f"{one['speeches_open']} of {one['speeches']} speeches without a speaker"

    assert one["speeches_open"] > 0
    assert left_open in one["unsettled"]
    assert f"{key}: {one['unsettled']}; see 'zadankai transcript {key} --outline'\n" in imported
    assert left_open in zadankai(tmp_path, "articles").stdout
    assert f"article {key}: {one['unsettled']}\n  → see 'zadankai transcript {key} --outline'\n" in (
        zadankai(tmp_path, "check").stdout
    )
    outline = zadankai(tmp_path, "transcript", key, "--outline").stdout
    assert outline.count("speech (speaker open)") == one["speeches_open"]
    assert "誰何" not in outline
    assert left_open in zadankai(tmp_path, "transcript", key).stdout


def test_import_says_nothing_of_an_article_that_is_wholly_understood(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.txt", number=27, part="", day="令和4年8月22日", body="見出し\n\n小見出し\n\n見本\nはい。\n"
    )
    assert "see 'zadankai transcript" not in zadankai(tmp_path, "import", str(path)).stdout


def test_import_counts_as_open_only_what_no_part_of_the_talk_settles(tmp_path: Path) -> None:
    first, second = two_parts(tmp_path)
    assert "1 of 2 speeches without a speaker" in zadankai(tmp_path, "import", str(second)).stdout
    (tmp_path / "other").mkdir()
    database = f"sqlite:///{tmp_path / 'other' / 'articles.sqlite3'}"
    together = zadankai(tmp_path, "import", str(second), str(first), database=database).stdout
    assert "2 of 2 articles read" in together
    assert "without a speaker" not in together


def test_before_anything_is_imported_articles_lists_the_sample_as_such(tmp_path: Path) -> None:
    assert "見本" in zadankai(tmp_path, "articles").stdout
    assert answered(zadankai(tmp_path, "articles", "--json"))["sample"] is True


def test_drafts_of_an_export_come_in_only_when_asked_for(tmp_path: Path) -> None:
    export = tmp_path / "note-sample-1.xml"
    export.write_text(as_export(as_item(PIECE, KEY), as_item(PIECE, "n00000000000b", status="draft")), "utf-8")

    run = zadankai(tmp_path, "import", str(export))
    assert run.exit_code == 0
    assert [line.split()[0] for line in run.stdout.splitlines()[:2]] == ["added", "unpublished"]
    assert "2 of 2 articles read; 2 in the store" in zadankai(tmp_path, "import", "--drafts", str(export)).stdout


def test_an_import_counts_the_lines_that_are_never_quoted_by_their_markup(tmp_path: Path) -> None:
    body = (
        as_html(PIECE)
        .replace("眠い目でも、", "<canvas>眠い目でも、</canvas>")
        .replace("予約の山は", "予約の<s>谷</s>山は")
    )
    page = tmp_path / "a.html"
    page.write_text(as_page(PIECE, KEY, body=f"{body}<p>一<br><canvas>二</canvas></p>"), "utf-8")
    run = zadankai(tmp_path, "import", str(page))
    assert "\nlines that are never quoted, by the markup that note does not make: canvas 2, s 1\n" in run.stdout
    page.write_text(as_page(PIECE, KEY), "utf-8")
    assert "never quoted" not in zadankai(tmp_path, "import", str(page)).stdout


def test_a_refused_import_says_what_left_nothing_to_be_quoted(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(as_page(PIECE, KEY, body=f"<style>p{{opacity:0}}</style>{as_html(PIECE)}"), "utf-8")
    run = zadankai(tmp_path, "import", str(page))
    assert "refused" in run.stdout
    assert "by the markup that note does not make: style " in run.stdout


def test_a_name_that_would_move_the_cursor_is_shown_without_doing_so(tmp_path: Path) -> None:
    name = tmp_path / "消す\x1b[2J.txt"
    try:
        name.write_text("x", encoding="utf-8")
    except OSError:  # no such names on Windows
        return
    run = zadankai(tmp_path, "import", str(name))
    assert "消す\ufffd[2J.txt" in run.stdout
    assert "\x1b" not in run.stdout


def test_the_json_of_the_articles_keeps_its_keys(tmp_path: Path) -> None:
    first = json.loads(zadankai(tmp_path, "articles", "--json").stdout)["articles"][0]
    promised = {"key", "url", "title", "round", "part", "parts", "held_on", "hosts", "unresolved", "stray", "source"}
    assert promised | {"speeches", "state", "reason"} <= set(first)
