"""What the documents for readers say is what there is: links, pictures, the README's commands, labels in the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot import wording
from bot.cli.main import program
from tests import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README, CI, GUIDE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run", "docs/guide.md"))
FIRST_SCREEN = 30
LARGEST_PICTURE = 250_000
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_picture_leads_to_something_that_is_there(document: Path) -> None:
    assert [link for link in _links(document) if not _is_there(document, link)] == []


def _links(document: Path) -> list[str]:
    return _LINK.findall(document.read_text(encoding="utf-8"))


def _is_there(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(document: Path) -> set[str]:
    """Headings as the pages of a repository turn them into anchors."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_that_is_named_is_there(document: Path) -> None:
    """By its whole path: a bare name says nothing of where to look, and goes stale unseen."""
    named = re.findall(r"`([\w./]+\.py)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("folder", ["bot", "corpus", "index", "tests", "tools"])
def test_every_module_that_the_code_speaks_of_is_there(folder: str) -> None:
    files = [
        path for each in ("bot", "corpus", "index", "scripts", "tests", "tools") for path in (ROOT / each).rglob("*.py")
    ]
    ends = {"/".join(path.parts[-count:]) for path in files for count in range(1, 6)}
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")}
    named = [(path.name, name) for path, words in sources.items() for name in re.findall(r"``([\w/]+\.py)``", words)]
    assert named
    assert [pair for pair in named if pair[1] not in ends] == []


def test_every_picture_is_shown_somewhere_and_loads_quickly() -> None:
    shown = {(document.parent / link).resolve() for document in DOCUMENTS for link in _links(document)}
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert len(pictures) > 10
    assert [picture.name for picture in pictures if picture not in shown] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set(), {ROOT / "README.md"}
    while waiting:
        document = waiting.pop()
        reached.add(document)
        links = {(document.parent / link.partition("#")[0]).resolve() for link in _links(document)}
        waiting |= {link for link in links if link.suffix == ".md"} - reached
    assert [document.name for document in DOCUMENTS if document not in reached] == []


def test_the_two_commands_stand_on_the_first_screen_and_are_what_ci_runs() -> None:
    first, second = _commands()
    assert second in CI
    question = first.partition(" ask ")[2]
    assert f'zadankai" ask {question}' in CI
    assert README.splitlines().index(second) < FIRST_SCREEN


def _commands() -> tuple[str, str]:
    first, second = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    return first, second


def test_the_forms_for_windows_do_the_same() -> None:
    windows = re.findall(r"^py -m venv .*$", README, re.MULTILINE)
    there = {"py -m": "python3 -m", "; ": " && ", ".venv\\Scripts\\": ".venv/bin/", '".[dev]"': "'.[dev]'"}
    assert [_replaced(command, there) for command in windows] == list(_commands())


def _replaced(words: str, by: dict[str, str]) -> str:
    for old, new in by.items():
        words = words.replace(old, new)
    return words


def test_the_readme_names_every_command_and_no_other() -> None:
    command = typer.main.get_command(program())
    assert isinstance(command, typer.core.TyperGroup)
    table = README.partition("\n## Commands\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?`) \| ", table, re.MULTILINE)
    named = re.findall(r"`(?:zadankai )?([a-z]+)", " ".join(cells))
    assert sorted(named) == sorted(command.commands)


@pytest.mark.parametrize(
    "label",
    [
        wording.READ_AROUND,
        wording.SHARE,
        wording.CITE,
        wording.METROPOLIS_REPLIES,
        wording.REPORT,
        wording.COMPARISON_TITLE,
        wording.NARROW,
        wording.COMPARISON_TABLE,
        wording.SHARE_SEND,
        wording.RELATED_TITLE,
        wording.SEARCH_TITLE,
        wording.WELCOME,
        wording.BEFORE_CUT,
        wording.AFTER_CUT,
        wording.AT_THE_TIME,
        wording.COPY,
        wording.ROW_NO_ROUNDTABLE,
        wording.partly_missing("②など"),
        wording.ROW_NOTHING.partition("（")[0],
        *[column for column in wording.COLUMNS if column != wording.COLUMNS[3]],
    ],
)
def test_the_guide_calls_things_as_the_bot_does(label: str) -> None:
    assert label in GUIDE


def test_the_guide_begins_with_research_in_direct_messages() -> None:
    assert re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)[0] == "1. 調べものはDMで"
