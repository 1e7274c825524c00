"""``zadankai setup`` leads from nothing to a bot that runs; ``manifest`` prints the app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import wording
from bot.open_library import open_store
from bot.slack.transport.manifest import SCOPES, text
from corpus.sample import SampleShelf
from tests.bot.cli.conftest import Zadankai
from tests.fake_slack import FakeSlack

SECRETS = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback"}


@pytest.fixture
def tokens(slack: FakeSlack) -> dict[str, str]:
    return SECRETS | {"SLACK_API_URL": slack.api_url, "ZADANKAI_OPERATORS": "U0OPERATOR"}


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Write the sample's first article to a file."""
    path = tmp_path / "article.txt"
    path.write_text(next(iter(SampleShelf().articles())).body, encoding="utf-8")
    return str(path)


def last(output: str) -> str:
    return output.rstrip("\n").splitlines()[-1]


def test_the_manifest_is_printed_as_slack_takes_it(zadankai: Zadankai) -> None:
    printed: dict[str, Any] = json.loads(zadankai("manifest").stdout)
    assert printed["settings"]["socket_mode_enabled"] is True
    assert printed == json.loads(text())


def test_without_tokens_it_says_how_the_app_is_made_and_why_it_wants_each_scope(zadankai: Zadankai) -> None:
    run = zadankai("setup")
    assert run.exit_code == 1
    address = next(line.strip() for line in run.stdout.splitlines() if "https://" in line)
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("api.slack.com", "/apps")
    assert json.loads(parse_qs(parts.query)["manifest_json"][0]) == json.loads(text())
    for scope, reason in {**SCOPES, "connections:write": "the connection"}.items():
        assert f"{scope}: {reason}" in run.stdout
    assert "SLACK_BOT_TOKEN: is not set" in run.stderr
    assert last(run.stdout).startswith("It does not run yet")


def test_with_tokens_and_an_article_it_runs_and_once_more_brings_nothing_in_again(
    zadankai: Zadankai, slack: FakeSlack, tokens: dict[str, str], article: str, database: str
) -> None:
    run = zadankai("setup", article, **tokens)
    assert run.exit_code == 0, run.stdout
    assert last(run.stdout) == "It runs: 'zadankai serve' starts it."
    assert [(post["channel"], post["text"]) for post in slack.posts] == [("U0OPERATOR", wording.SETUP_TEST)]
    assert {"auth.test", "apps.connections.open", "blocks.validate"} <= {call.method for call in slack.web.calls}
    assert open_store(database).count() == 1
    # Nothing is fetched either: with an article in the store that is for ``sync``.
    assert last(zadankai("setup", **tokens).stdout) == "It runs: 'zadankai serve' starts it."
    assert open_store(database).count() == 1


def test_a_refused_token_is_an_error_and_no_operators_are_a_warning(
    zadankai: Zadankai, tokens: dict[str, str], article: str
) -> None:
    run = zadankai("setup", article, **tokens | {"SLACK_APP_TOKEN": "xapp-revoked", "ZADANKAI_OPERATORS": ""})
    assert run.exit_code == 1
    assert "warning: ZADANKAI_OPERATORS is not set" in run.stdout
    assert "set SLACK_APP_TOKEN" in run.stdout
    assert "xapp-revoked" not in run.output
    assert last(run.stdout).startswith("It does not run yet: fix what is marked error (1)")


def test_an_operator_who_is_not_reached_is_an_error(
    zadankai: Zadankai, slack: FakeSlack, tokens: dict[str, str], article: str
) -> None:
    slack.web.refused["U0OPERATOR"] = "user_not_found"
    run = zadankai("setup", article, **tokens)
    assert "error: U0OPERATOR was not reached: refused: user_not_found" in run.stdout
    assert run.exit_code == 1


def test_a_file_that_holds_no_roundtable_leaves_it_without_articles(
    zadankai: Zadankai, tokens: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "menu.txt").write_text("今日の献立\n\n卵を割る。", encoding="utf-8")
    run = zadankai("setup", str(tmp_path / "menu.txt"), **tokens)
    assert run.exit_code == 1
    assert "error: there are no articles" in run.stdout
