"""``zadankai import``: what it says of what an operator brings in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import program
from tests.bot.cli.test_cli import settings, zadankai
from tests.corpus.published import PIECE, as_export, as_item, as_page

KEYS = ("n00000000000a", "n00000000000b", "n00000000000c")
WALL = '<div class="o-paywall"><p>ここから先は</p><p>2,345字</p></div>'


def test_a_damaged_post_is_named_the_others_come_in_and_the_status_says_so(tmp_path: Path) -> None:
    posts = [as_item(PIECE, key) for key in KEYS]
    posts[1] = posts[1].replace("<title>", "<title>A & B ")
    (tmp_path / "note.xml").write_text(as_export(*posts), encoding="utf-8")
    run = zadankai(tmp_path, "import", str(tmp_path / "note.xml"))
    added = [row.split()[1] for row in run.stdout.splitlines() if row.startswith("added")]
    assert (run.exit_code, added) == (1, [KEYS[0], KEYS[2]])
    assert "A & B 星を見上げる窓口" in run.stdout
    assert "2 of 3 articles read; 2 in the store" in run.stdout


def test_a_folder_is_read_and_what_is_half_or_not_read_in_it_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "記事"
    folder.mkdir()
    (folder / "1.html").write_text(as_page(PIECE, KEYS[0]).replace("</article>", WALL + "</article>"), encoding="utf-8")
    for name in ("2.pdf", "3.docx", "4.docx"):
        (folder / name).write_bytes(b"x")
    run = zadankai(tmp_path, "import", str(folder))
    assert run.exit_code == 0
    assert f"only up to the paid part: {KEYS[0]}; " in run.stdout
    assert "not read in folders and archives: 2 .docx, 1 .pdf" in run.stdout


@pytest.mark.parametrize("host", ["evil.example", "note.com:8443"])
def test_a_page_of_another_host_is_refused_and_the_article_stays(tmp_path: Path, host: str) -> None:
    whole, other = tmp_path / "1.html", tmp_path / "2.html"
    whole.write_text(as_page(PIECE, KEYS[0]), encoding="utf-8")
    other.write_text(as_page(PIECE, KEYS[0]).replace("note.com", host).replace("朝の", "偽りの"), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    assert zadankai(tmp_path, "import", str(whole), database=database).exit_code == 0
    refused = zadankai(tmp_path, "import", str(other), database=database)
    assert (refused.exit_code, f"2.html: of {host}: " in refused.stdout) == (1, True)
    assert "朝の一時間" in zadankai(tmp_path, "transcript", KEYS[0], "--json", database=database).stdout


def test_a_page_of_a_configured_host_is_taken(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(as_page(PIECE, KEYS[0]).replace("note.com", "note.example"), encoding="utf-8")
    environment = {**settings(tmp_path, None), "ZADANKAI_SOURCES": "https://note.example/sample"}
    run = CliRunner().invoke(program(), ["import", str(tmp_path / "1.html")], env=environment)
    assert run.stdout.startswith(f"added  {KEYS[0]}")


def test_a_page_that_stays_out_because_a_better_source_is_stored_is_named(tmp_path: Path) -> None:
    (tmp_path / "note.xml").write_text(as_export(as_item(PIECE, KEYS[0])), encoding="utf-8")
    (tmp_path / "1.html").write_text(as_page(PIECE, KEYS[0]), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    assert zadankai(tmp_path, "import", str(tmp_path / "note.xml"), database=database).exit_code == 0
    said = "".join(zadankai(tmp_path, "import", str(tmp_path / "1.html"), database=database).stdout.split())
    assert "1.htmlisleftout:whatisstoredofthisarticleisfromabettersource" in said


def test_a_folder_without_a_file_that_can_be_read_says_which_files_can(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    run = zadankai(tmp_path, "import", str(tmp_path / "空"))
    assert (run.exit_code, "nothing to import: no file that ends in .htm, .html, " in run.stdout) == (1, True)


def test_a_roundtable_that_is_refused_is_not_sent_to_a_command_that_refuses_it_too(tmp_path: Path) -> None:
    told = "<p>第7回は「星見区CIO×広域CIO座談会」をお届けします！</p><p>窓口の話を伺いました。</p>"
    (tmp_path / "1.html").write_text(as_page(PIECE, KEYS[0], body=told), encoding="utf-8")
    said = zadankai(tmp_path, "import", str(tmp_path / "1.html")).stdout
    assert "--outline" not in said
    assert "report" in said


def test_an_article_that_no_question_about_a_municipality_can_find_is_said_to_name_none(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(as_page(PIECE, KEYS[0]), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    imported = zadankai(tmp_path, "import", str(tmp_path / "1.html"), database=database).stdout
    assert f"{KEYS[0]}: no municipality of Tokyo named" in imported
    assert f"warning: article {KEYS[0]}: no municipality" in zadankai(tmp_path, "check", database=database).stdout
