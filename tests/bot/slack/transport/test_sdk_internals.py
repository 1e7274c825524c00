"""Every undocumented member of slack_sdk and slack_bolt that is used is listed and checked at the start."""

from __future__ import annotations

import ast

import pytest
from slack_sdk import WebClient

from bot.slack.transport.sdk_internals import MEMBERS, IncompatibleSDK, check_internals
from tests import ROOT

BOT = ROOT / "bot"


def test_the_release_that_is_installed_has_all_of_them() -> None:
    check_internals()


def test_a_member_that_is_missing_is_named_with_its_class_and_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MEMBERS, WebClient, ("_perform_something",))
    with pytest.raises(IncompatibleSDK, match=r"slack-sdk \d[\d.]+ has no WebClient\._perform_something"):
        check_internals()


def test_every_private_member_of_theirs_that_the_code_names_is_listed() -> None:
    """Members that are overridden, or read from an object that is not of this project."""
    listed = {name for names in MEMBERS.values() for name in names}
    found = {name for path in BOT.rglob("*.py") for name in _foreign(ast.parse(path.read_text("utf-8")))}
    assert found <= listed, f"to be listed in sdk_internals: {found - listed}"


def _foreign(tree: ast.Module) -> set[str]:
    ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    named = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
    }
    kept = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr.startswith("_")
    }
    overridden = {
        node.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef) and any(_is_slacks(base) for base in each.bases)
        for node in each.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_") and not node.name.startswith("__")
    }
    fields = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id.startswith("_")
    }
    # os._exit is no member of Slack's.
    return (named - ours - kept - fields - {"_exit"}) | overridden


def _is_slacks(base: ast.expr) -> bool:
    return isinstance(base, ast.Name) and base.id in {owner.__name__ for owner in MEMBERS}
