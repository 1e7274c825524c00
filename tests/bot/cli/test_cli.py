"""The command line, run as a user would, with an empty home."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot import wording
from bot.cli.main import program
from corpus.sample import SampleShelf
from tests import ROOT

QUESTION = "人材の採用について、他の区は何と言っている？"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home, so that nothing of this machine's user is read or written."""
    return tmp_path


def settings(home: Path, database: str | None) -> dict[str, str | None]:
    """Return the environment of a user whose home is *home*; None unsets a variable of this machine."""
    names = [name for name in os.environ if name.startswith(("ZADANKAI_", "DATABASE_", "SLACK_"))]
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home), "COLUMNS": "200"}
    return {**dict.fromkeys(names), **own, "ZADANKAI_DATABASE_URL": database}


def zadankai(home: Path, *words: str, database: str | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(program(), words, env=settings(home, database))


def process(home: Path, *words: str, database: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own."""
    changed = settings(home, database)
    environment = {name: value for name, value in {**os.environ, **changed}.items() if value is not None}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=home,
        check=False,
        timeout=60,
    )


def article(folder: Path, name: str = "article.txt", *, edit: tuple[str, str] = ("", "")) -> Path:
    """Write the sample's first article to a file."""
    body = next(a.body for a in SampleShelf().articles() if "星見区CIO×広域CIO座談会" in a.body)
    path = folder / name
    path.write_text(body.replace(*edit), encoding="utf-8")
    return path


def answered(run: Result) -> dict[str, Any]:
    assert run.exit_code == 0, run.stderr
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def test_a_first_question_is_answered_from_the_sample_and_writes_nothing(home: Path) -> None:
    run = process(home, "ask", QUESTION)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("【見本】") == 3
    assert "〔当時〕" in run.stdout
    assert "zadankai import" in run.stdout
    assert list(home.iterdir()) == []


def test_the_version_is_printed_and_is_the_installed_one(home: Path) -> None:
    run = process(home, "--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"zadankai {version('zadankai')}\n", "")


def test_a_word_that_the_glossary_explains_is_explained_first_as_ours(home: Path) -> None:
    run = zadankai(home, "ask", "RPAとは？")
    assert run.stdout.startswith("RPA：")
    assert wording.EXPLAINED_BY_US[:20] in run.stdout
    answer = answered(zadankai(home, "ask", "RPAとは？", "--json"))
    assert answer["meaning"]["term"] == "RPA"
    assert all("RPA" in hit["text"] for hit in answer["hits"])
    assert answered(zadankai(home, "ask", "採用", "--json"))["meaning"] is None


def test_a_quote_in_json_is_a_slice_of_its_article_and_its_highlights_are_what_was_asked(home: Path) -> None:
    answer = answered(zadankai(home, "ask", QUESTION, "--json", "--limit", "5"))
    assert answer["query"] == QUESTION
    assert answer["sample"] is True
    # One of each ward that speaks of it, and of no city.
    assert {hit["municipality"] for hit in answer["hits"]} == {"風待区", "暁坂区", "月影区", "星見区"}
    bodies = [article.body for article in SampleShelf().articles()]
    for hit in answer["hits"]:
        assert any(hit["text"] in body for body in bodies)
        marked = {hit["text"][start:end] for start, end in hit["highlights"]}
        assert marked
        assert all(any(word in mark for word in ("人材", "採用")) for mark in marked)
        assert (hit["url"], hit["link"]) == (None, None)


def test_imported_twice_an_article_changes_nothing_and_changed_it_is_replaced(home: Path) -> None:
    path = article(home)
    assert zadankai(home, "import", str(path)).stdout.startswith("added")
    assert zadankai(home, "import", str(path)).stdout.startswith("unchanged")
    article(home, edit=("応募が一人もありませんでした", "応募が二人しかありませんでした"))
    run = zadankai(home, "import", str(path))
    assert run.stdout.startswith("changed")
    assert "1 in the store" in run.stdout
    assert "応募が二人しか" in zadankai(home, "ask", "CIO補佐官の公募", "--json").stdout


def test_stored_articles_are_asked_instead_of_the_sample_and_a_copy_says_so(home: Path) -> None:
    key = "n0123456789ab"
    url = f"https://note.com./sample/n/{key}?magazine_key=m0"
    assert zadankai(home, "import", str(article(home)), "--url", url).exit_code == 0
    answer = answered(zadankai(home, "ask", "CIO補佐官の公募", "--json", "--limit", "1"))
    assert answer["sample"] is False
    hit = answer["hits"][0]
    assert (hit["url"], hit["source"]) == (f"https://note.com/sample/n/{key}", "copy")
    assert hit["link"].startswith(f"https://note.com/sample/n/{key}#:~:text=")
    assert hit["passage_id"].startswith(f"{key}-")
    assert "【転記】" in zadankai(home, "ask", "CIO補佐官の公募").stdout


def test_what_cannot_be_read_is_named_with_its_reason_and_the_rest_goes_on(home: Path) -> None:
    folder = home / "articles"
    folder.mkdir()
    article(folder, "a.txt")
    (folder / "b.txt").write_text("今日の献立\n\n卵を割る。", encoding="utf-8")
    (folder / "c.txt").write_bytes("座談会".encode("shift_jis"))
    (folder / "d.txt").write_text("", encoding="utf-8")
    run = zadankai(home, "import", str(folder), str(home / "missing.txt"))
    assert run.exit_code == 1
    assert "1 of 5 articles read; 1 in the store" in run.stdout
    for name, reason in (("b.txt", "no roundtable"), ("c.txt", "save it as UTF-8"), ("d.txt", "empty")):
        assert any(name in line and reason in line for line in run.stdout.splitlines()), run.stdout
    assert "missing.txt: No such file" in run.stdout


def test_an_address_for_two_files_is_refused_before_anything_is_stored(home: Path) -> None:
    paths = [str(article(home, name)) for name in ("a.txt", "b.txt")]
    run = zadankai(home, "import", *paths, "--url", "https://note.com/sample/n/n0123456789ab")
    assert run.exit_code == 2
    assert "--url" in run.stderr
    assert answered(zadankai(home, "ask", "採用", "--json"))["sample"] is True


def test_an_unusable_database_ends_with_its_name_and_without_its_password(home: Path) -> None:
    run = process(home, "import", str(article(home)), database="postgres://me:s3cret@127.0.0.1:9/none")
    assert run.returncode == 2
    assert "postgresql://127.0.0.1/none" in run.stderr
    assert "s3cret" not in run.stderr + run.stdout
    assert "Traceback" not in run.stderr


def test_a_malformed_setting_ends_with_the_variable_s_name(home: Path) -> None:
    run = process(home, "ask", "採用", database="mysql://db/zadankai")
    assert run.returncode == 2
    assert "ZADANKAI_DATABASE_URL" in run.stderr


def test_a_transcript_s_blocks_put_together_are_the_file_and_nothing_is_stored(home: Path) -> None:
    path = article(home)
    understood = answered(zadankai(home, "transcript", str(path), "--json"))
    assert "".join(block["text"] for block in understood["blocks"]) == path.read_text(encoding="utf-8")
    assert (understood["round"], understood["part"], understood["held_on"]) == (1, None, "2021-08-24")
    assert answered(zadankai(home, "ask", "採用", "--json"))["sample"] is True


def test_an_outline_holds_no_word_of_the_article(home: Path) -> None:
    path = article(home)
    outline = zadankai(home, "transcript", str(path), "--outline").stdout
    assert "speech" in outline
    assert not set("星見区架空採用公募") & set(outline)


def test_an_unknown_key_is_named_with_status_1(home: Path) -> None:
    run = zadankai(home, "transcript", "n0123456789ab")
    assert run.exit_code == 1
    assert "n0123456789ab" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "question", ["", "　", "。。。", "ぬるぽ", "あ" * 10_000, "<!channel> & '; drop table --", "🍣"]
)
def test_any_question_gets_an_answer(home: Path, question: str) -> None:
    run = zadankai(home, "ask", "--", question)
    assert run.exit_code == 0, run.stderr
    assert re.search("見つかりません|何についての発言|調べたいこと", run.stdout)


def test_themes_counts_by_municipality_and_the_check_passes_on_the_sample(home: Path) -> None:
    shown = zadankai(home, "themes", "--check")
    assert shown.exit_code == 0
    assert "推進計画・庁内体制" in shown.stdout
    assert "雲取野町 6" in shown.stdout
    assert "…" not in shown.stdout, "a count was cut off"
    assert "spoken of nowhere: 生成AI、" in shown.stdout
    form = json.loads(zadankai(home, "themes", "--json").stdout)
    assert len(form["themes"]) == 12
    assert sum(theme["passages"] > 0 for theme in form["themes"]) == 12


def test_themes_check_fails_where_a_theme_is_empty_and_names_it(home: Path) -> None:
    database = f"sqlite:///{(home / 'zadankai.sqlite3').as_posix()}"
    assert zadankai(home, "import", str(article(home)), database=database).exit_code == 0
    assert zadankai(home, "themes", database=database).exit_code == 0
    checked = zadankai(home, "themes", "--check", database=database)
    assert checked.exit_code == 1
    assert "empty: no passage speaks of デジタルデバイド・地域" in checked.stdout
