"""No command lets a terminal obey what an article, a name or a question holds."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from bot.cli.main import program
from bot.state.inbox import Inbox, Inquiry, Surface
from bot.state.tables import connect
from tests import ROOT
from tests.bot.cli.conftest import Zadankai
from tests.bot.cli.test_state_commands import NOW, miss
from tests.corpus.published import PIECE, as_text

#: The title of the window, a link, the colour, the cursor (also by C1), a bell, the line's begin, the order of signs.
CONTROLS = "\x1b]0;乗取\x07\x1b]8;;evil\x1b\\押す\x1b[31m\x9b2J\x9d0;x\x9c\x85\x7f\b"
HOSTILE = f"{CONTROLS}\r\u202e逆\u2066順\u200f\u2028"
QUESTION = f"研修{HOSTILE}はどうしている？"
KEY = "n0123456789ab"
#: What Rich itself writes in colours: the colours, and a progress bar that goes.
_RICH = re.compile(r"\x1b\[[\d;]*m|\r?\x1b\[\d*[AK]|\x1b\[\?25[hl]|\r(?=\x1b)")


def obeyed(printed: str) -> set[str]:
    """Return the signs of an output that a terminal would obey, except for the newlines of its rows."""
    marks = {sign for sign in printed if unicodedata.category(sign) in {"Cf", "Zl", "Zp"} and sign != "\ufeff"}
    controls = {sign for sign in printed if unicodedata.category(sign) == "Cc" and sign not in "\n\t"}
    return controls | marks


def hostile_file(folder: Path) -> Path:
    """Write an article that holds the signs in its title, names, headings and words, under such a name."""
    path = folder / f"写し{HOSTILE}.txt"
    # A line with bidirectional controls is not quoted.
    body = as_text(PIECE).replace("研修は", f"研修{CONTROLS}は").replace("（副区長", f"（副区{CONTROLS}長")
    for words in ("星を", "職員の", "学びの", "広域CIOの"):
        body = body.replace(words, words[:-1] + HOSTILE.replace("\r", "") + words[-1])
    path.write_text(f"{body}\n\n{CONTROLS}森野\n誰の言葉か{CONTROLS}分からない。\n", encoding="utf-8", newline="")
    return path


def remember(database: str) -> None:
    """Write records that hold the signs: a missed term, and the reason of a dropped question."""
    miss(database, "abc", "[red]水族館")
    box = Inbox(connect(database), lambda: NOW)
    box.receive(Inquiry("Ev1", Surface.MENTION, "C1", None, "T1", "U1", "研修"), refused=f"[/x]{HOSTILE}")
    box.engine.dispose()


#: Command → ways to run it, with the hostile file's path, the article's key and a passage's id.
WAYS: dict[str, Callable[[str, str, str], list[list[str]]]] = {
    "ask": lambda *_: [
        ["ask", QUESTION],
        ["ask", QUESTION, "--explain"],
        *(["ask", QUESTION, "--table", form] for form in ("tsv", "csv", "markdown")),
        ["ask", HOSTILE, "--table", "tsv"],
        ["ask", QUESTION, "--own", HOSTILE],
        ["ask", QUESTION, HOSTILE],
        ["ask", QUESTION, "--limit", HOSTILE],
    ],
    "themes": lambda *_: [["themes", "--check"]],
    "import": lambda path, *_: [
        ["import", path],
        ["import", path, "--url", HOSTILE],
        ["import", path + HOSTILE],
    ],
    "sync": lambda path, *_: [["sync", path + HOSTILE]],
    "articles": lambda *_: [["articles"]],
    "people": lambda *_: [["people"]],
    "transcript": lambda path, key, _: [
        *(["transcript", which, *more] for which in (path, key) for more in ([], ["--outline"])),
        ["transcript", HOSTILE],
    ],
    "hide": lambda _, key, passage: [
        ["hide", passage, "--reason", HOSTILE],
        ["hide", key, "--reason", HOSTILE],
        ["hide", HOSTILE, "--reason", "申し出"],
    ],
    "vectors": lambda *_: [["vectors"]],
    "check": lambda *_: [["check"]],
    "unhide": lambda *_: [["unhide", HOSTILE]],
    "delete": lambda *_: [["delete", HOSTILE], ["delete", HOSTILE, "--undo"]],
    "setup": lambda path, *_: [["setup", path]],
    "manifest": lambda *_: [["manifest"]],
    "serve": lambda *_: [["serve", HOSTILE]],
    "inbox": lambda *_: [["inbox"]],
    "gaps": lambda *_: [["gaps"]],
    "feedback": lambda *_: [["feedback"]],
    "purge": lambda *_: [["purge"]],
}
WITH_JSON = {"ask", "themes", "articles", "people", "transcript", "inbox", "gaps", "feedback", "purge"}


@pytest.fixture
def path(zadankai: Zadankai, tmp_path: Path, database: str) -> Path:
    found = hostile_file(tmp_path)
    remember(database)
    zadankai("import", str(found), "--url", f"https://note.com/sample/n/{KEY}")
    return found


def test_every_command_is_run_with_hostile_text() -> None:
    command = typer.main.get_command(program())
    assert isinstance(command, typer.core.TyperGroup)
    assert set(WAYS) == set(command.commands)


def test_what_is_typed_before_a_command_is_not_obeyed_either(zadankai: Zadankai) -> None:
    assert obeyed(zadankai(f"--{HOSTILE}").stderr) == set()


@pytest.mark.parametrize("colours", [False, True])
def test_no_command_prints_what_a_terminal_would_obey(zadankai: Zadankai, path: Path, *, colours: bool) -> None:
    passage = json.loads(zadankai("ask", "研修", "--json").stdout)["hits"][0]["passage_id"]
    settings = {"FORCE_COLOR": "1"} if colours else {"NO_COLOR": "1", "TERM": "dumb"}
    for ways in WAYS.values():
        for words in ways(str(path), KEY, passage):
            run = zadankai(*words, **settings)
            assert not isinstance(run.exception, Exception) or words[0] in {"serve", "setup", "vectors"}, (
                words,
                run.exception,
            )
            printed = run.stdout.replace("\r\n", "\n") if "csv" in words else run.stdout
            assert obeyed(_RICH.sub("", printed + run.stderr)) == set(), words
            assert ("\x1b[" in run.stdout + run.stderr) <= colours


def test_json_is_escaped_and_reads_back_as_what_the_article_says(zadankai: Zadankai, path: Path) -> None:
    for name in sorted(WITH_JSON):
        what = {"ask": [QUESTION, "--explain"], "transcript": [str(path)]}.get(name, [])
        run = zadankai(name, *what, "--json")
        assert obeyed(run.stdout) == set(), (name, run.stderr)
        form = json.loads(run.stdout)
        if name == "transcript":
            assert "".join(block["text"] for block in form["blocks"]) == path.read_text("utf-8")
            assert "\x9b2J" in form["title"]


def test_not_even_the_traceback_of_a_fault_is_obeyed() -> None:
    fault = "from bot.cli import main; main.program = lambda: exec('raise OSError(chr(27) + chr(155))'); main.main()"
    run = subprocess.run([sys.executable, "-c", fault], capture_output=True, check=False, cwd=ROOT)  # noqa: S603 - ours
    assert run.returncode == 1
    assert b"OSError" in run.stderr
    assert obeyed(run.stderr.decode().replace("\r\n", "\n")) == set()


def test_a_name_in_brackets_is_no_markup(zadankai: Zadankai, path: Path) -> None:
    assert "[red]水族館" in zadankai("gaps").stdout
    assert "[/x]" in zadankai("inbox").stdout
    assert path.exists()


def test_only_one_file_of_the_commands_prints() -> None:
    found = []
    for file in (ROOT / "bot" / "cli").glob("*.py"):
        calls = (node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
        named = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
        if named & {"Console", "echo", "secho", "write"} or "print" in {getattr(call, "id", "") for call in calls}:
            found.append(file.name)
    assert found == ["output.py"]
