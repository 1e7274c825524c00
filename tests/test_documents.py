"""What the documents for operators and officers say is what there is: settings, commands, columns, scopes, tests."""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator

import pytest
import typer
from pydantic import AliasChoices

from bot.cli.main import program
from bot.settings import Settings, SlackSettings, SyncSettings
from bot.slack.transport.manifest import APP_SCOPES, SCOPES, THREAD_SCOPES
from bot.state.retention import PERIODS
from bot.state.tables import METADATA
from tests import ROOT

OPERATIONS, PRIVACY, SECURITY = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("docs/operations.md", "docs/privacy.md", "SECURITY.md")
)


def test_every_setting_stands_in_the_table_and_the_table_names_no_other() -> None:
    section = _section(OPERATIONS, "Settings")
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(_variables())


def _variables() -> Iterator[str]:
    for kind in (Settings, SlackSettings, SyncSettings):
        for field in kind.model_fields.values():
            names = field.validation_alias
            yield from map(str, names.choices) if isinstance(names, AliasChoices) else [str(names)]


def test_every_command_stands_in_the_table_and_the_table_names_no_other() -> None:
    section = _section(OPERATIONS, "Commands")
    command = typer.main.get_command(program())
    assert isinstance(command, typer.core.TyperGroup)
    assert set(re.findall(r"^\| `zadankai (\w+)", section, re.MULTILINE)) == set(command.commands)


def test_every_long_test_is_there() -> None:
    named = re.findall(r"`python -m ([\w.]+)", OPERATIONS)
    assert "tools.faults" in named
    missing = [name for name in named if name.startswith("tools.") and not _module(name)]
    assert missing == []


def _module(name: str) -> bool:
    place = ROOT / name.replace(".", "/")
    return place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()


@pytest.mark.parametrize("document", [OPERATIONS, PRIVACY, SECURITY])
def test_every_file_that_is_named_is_there(document: str) -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", document)
    places = [ROOT, ROOT / "docs"]
    assert [name for name in linked if not any((place / name).exists() for place in places)] == []
    scripts = set(re.findall(r"\b((?:scripts|deploy|bot|corpus)/[\w./]+\w)", document))
    assert [name for name in sorted(scripts) if not (ROOT / name).exists()] == []


def test_the_privacy_page_names_every_column_that_is_stored_and_no_other() -> None:
    columns = {f"{table.name}.{column.name}" for table in METADATA.sorted_tables for column in table.columns}
    section = _section(PRIVACY, "保存するもの（すべての項目）")
    named = re.findall(r"`([a-z]+\.[a-z_]+)`", section)
    assert sorted(named) == sorted(columns)


@pytest.mark.parametrize("table", PERIODS)
def test_the_privacy_page_says_how_long_each_thing_is_kept(table: str) -> None:
    rows = [line for line in PRIVACY.splitlines() if f"`{table}." in line]
    assert any(f"{PERIODS[table].days}日" in row.rsplit("|", 2)[1] for row in rows)


def test_the_privacy_page_gives_a_reason_for_every_scope_and_no_other() -> None:
    section = _section(PRIVACY, "Slackの権限（スコープ）と理由")
    assert set(re.findall(r"^\| `([a-z_.:]+)`", section, re.MULTILINE)) == {*SCOPES, *THREAD_SCOPES, *APP_SCOPES}


def test_each_test_that_a_threat_names_exists() -> None:
    named = re.findall(r"`(test_\w+)`", SECURITY)
    assert len(named) > 20
    assert sorted(set(named) - _tests()) == []


def test_every_threat_has_one_row_and_a_row_of_tests() -> None:
    threats = re.findall(r"^\| (\d+) \| .+ \| .+ \|$", _section(SECURITY, "Threats and answers"), re.MULTILINE)
    tested = re.findall(r"^\| (\d+) \| `test_.+` \|$", _section(SECURITY, "Tests"), re.MULTILINE)
    assert threats == tested == [str(number) for number in range(1, len(threats) + 1)]
    assert len(threats) > 30


def _tests() -> set[str]:
    files = (ROOT / "tests").rglob("*.py")
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_statement_is_put_together_from_text() -> None:
    """Every ``text(…)`` and ``exec_driver_sql(…)`` of the program takes a literal, or one of two."""
    composed = []
    for file in (path for folder in ("bot", "corpus", "index") for path in (ROOT / folder).rglob("*.py")):
        if "sqlalchemy" in (source := file.read_text(encoding="utf-8")):
            calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
            composed += [f"{file.name}:{call.lineno}" for call in calls if _runs_sql(call) and not _is_literal(call)]
    assert composed == []


def _runs_sql(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name == "exec_driver_sql" or (name == "text" and isinstance(call.func, ast.Name))


def _is_literal(call: ast.Call) -> bool:
    statement = call.args[0]
    parts = [statement.body, statement.orelse] if isinstance(statement, ast.IfExp) else [statement]
    return all(isinstance(part, ast.Constant) for part in parts)


def test_the_unit_and_the_image_have_least_rights() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign] # systemd's names have capitals
    unit.read(ROOT / "deploy" / "zadankai.service")
    wanted = {
        "DynamicUser": "yes",
        "User": "zadankai",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    }
    assert {name: unit["Service"].get(name) for name in wanted} == wanted
    image = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER (\S+)$", image, re.MULTILINE)[1] == "10001:10001"  # type: ignore[index] # absent: fails as well


@pytest.mark.parametrize("part", ["requirements", "requirements-build"])
def test_every_locked_package_has_hashes_and_every_dependency_is_locked(part: str) -> None:
    locked = re.split(r"^(?=[a-z])", (ROOT / f"{part}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in locked if "--hash=sha256:" not in entry] == []
    names = {entry.partition("==")[0].partition("[")[0] for entry in locked}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {
        "requirements": project["project"]["dependencies"],
        "requirements-build": project["build-system"]["requires"],
    }
    direct = {re.split(r"[\[><=]", name)[0] for name in needed[part]}
    assert direct
    assert direct - names == set()


@pytest.mark.parametrize("place", ["deploy/Containerfile", "docs/operations.md", ".ci/run", "bin/post_compile"])
def test_an_install_from_the_lock_resolves_nothing_not_even_what_builds_it(place: str) -> None:
    lines = (ROOT / place).read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if re.search(r"pip\"? (install|wheel) .*--no-deps.* \.$", line)]
    assert own
    assert all("--no-build-isolation" in line for line in own)
    locked = [line for line in lines if "requirements-build.txt" in line and "pip" in line]
    assert locked
    assert all("--require-hashes" in line for line in locked)


def test_the_base_of_the_image_can_be_pinned_and_its_python_is_tested() -> None:
    image = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    (base,) = re.findall(r"^ARG BASE=(\S+)$", image, re.MULTILINE)
    assert {line.split()[1] for line in image.splitlines() if line.startswith("FROM ")} == {"$BASE"}
    version = re.search(r"python:(3\.\d+)-", base)[1]  # type: ignore[index] # absent: fails as well
    assert f'"{version}"' in (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert version in (ROOT / ".ci/run").read_text(encoding="utf-8")


def _section(document: str, heading: str) -> str:
    """What stands between a heading of the second level and the next."""
    return re.split(r"^## ", document.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
