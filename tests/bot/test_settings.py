"""A missing or malformed setting is named; a secret is never shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, SettingsError, SlackSettings, load

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def test_settings_are_read_by_the_names_of_the_environment() -> None:
    settings = load(SlackSettings, **GOOD, SLACK_API_URL="http://127.0.0.1:8080/api", ZADANKAI_SAMPLE="1")
    assert settings.bot_token.get_secret_value() == "xoxb-1"
    assert settings.api_url == "http://127.0.0.1:8080/api/"
    assert settings.sample is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-swapped"),
        ("SLACK_BOT_TOKEN", "xoxb-全角"),
        ("SLACK_BOT_TOKEN", "xoxb-with space"),
        ("SLACK_APP_TOKEN", "xoxb-swapped"),
        ("SLACK_API_URL", "http://slack.example/api/"),
        ("SLACK_API_URL", "http://localhost:80@evil.example/api/"),
        ("SLACK_API_URL", "http://127.0.0.1:x@evil.example"),
        ("SLACK_API_URL", "https://slack.com@evil.example/api/"),
        ("SLACK_API_URL", "http://localhost.evil.example/api/"),
        ("SLACK_API_URL", "https:///api/"),
        ("SLACK_API_URL", "https://slack.com:port/api/"),
        ("SLACK_API_URL", "ftp://localhost/api/"),
        ("ZADANKAI_OPERATORS", "@hana"),
        # Two dozen ids and one that is none: taken as a whole, this one takes hours.
        ("ZADANKAI_OPERATORS", ",".join(["U0AB1UCD2"] * 24) + ",x1"),
        ("ZADANKAI_WORKSPACES", " ".join(["T0AB1TCD2"] * 24) + " x1"),
        ("ZADANKAI_DATABASE_URL", "mysql://u:geheim@db/zadankai"),
        ("ZADANKAI_SAMPLE", "perhaps"),
    ],
)
def test_a_malformed_setting_is_named_and_its_value_is_not_shown(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(SlackSettings, **{**GOOD, name: value})
    assert refused.value.variable == name
    assert value not in str(refused.value)
    assert value not in str(refused.value.__cause__)


@pytest.mark.parametrize("address", ["https://slack.com/api", "http://[::1]:8080/api", "http://localhost/api"])
def test_slack_is_asked_over_https_or_on_the_machine_itself(address: str) -> None:
    assert load(SlackSettings, **GOOD, SLACK_API_URL=address).api_url == f"{address}/"


def test_ids_are_separated_by_commas_or_spaces() -> None:
    settings = load(SlackSettings, **GOOD, ZADANKAI_OPERATORS=" U0A1, W0B2 ", ZADANKAI_WORKSPACES="T0A1,E0B2")
    assert settings.operators == {"U0A1", "W0B2"}
    assert settings.workspaces == {"T0A1", "E0B2"}


def test_a_postgres_address_is_taken_as_hosts_give_it() -> None:
    assert load(Settings, DATABASE_URL="postgres://u@db/z").database == "postgresql+psycopg://u@db/z"


def test_the_project_s_own_variable_goes_before_the_general_one() -> None:
    settings = load(Settings, DATABASE_URL="postgres://u@db/z", ZADANKAI_DATABASE_URL="sqlite:///here.sqlite3")
    assert settings.database == "sqlite:///here.sqlite3"


def test_settings_show_no_secret() -> None:
    settings: Any = load(SlackSettings, **GOOD, DATABASE_URL="postgres://u:geheim@db/z")
    assert not any(secret in repr(settings) for secret in ("xoxb-1", "xapp-1", "geheim"))


def test_serve_without_a_token_names_it_and_ends_with_2() -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "ZADANKAI_"))}
    run = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        cwd=Path.cwd(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "SLACK_BOT_TOKEN: is not set" in run.stderr
