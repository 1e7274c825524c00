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
