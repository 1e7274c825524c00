"""Environment → frozen Settings. A setting that is missing or malformed ends the start with its name.

Nothing here is read at import: ``load`` is called once, by the entry point. Values never appear in messages, because
some of them are secrets.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, TypeVar

from platformdirs import user_data_dir
from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.series import SOURCES

#: Where Slack is; another address is for tests and for proxies that stand in for Slack.
SLACK_API = "https://slack.com/api/"
_POSTGRES = re.compile(r"^postgres(?:ql)?://")
_DATABASE = re.compile(r"^(?:sqlite|postgresql\+psycopg)://")
_LOOPBACK = re.compile(r"^http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]")


class SettingsError(Exception):
    """A setting is missing or malformed; ``variable`` is its name in the environment."""

    def __init__(self, variable: str, message: str) -> None:
        """Name the variable and what is wrong with it, never its value."""
        super().__init__(f"{variable}: {message}")
        self.variable = variable


def database_url(url: str) -> str:
    """The address as SQLAlchemy takes it; ValueError for another database than SQLite and PostgreSQL.

    >>> database_url("postgres://u@db/zadankai")
    'postgresql+psycopg://u@db/zadankai'
    """
    url = _POSTGRES.sub("postgresql+psycopg://", url.strip())
    if not _DATABASE.match(url):
        raise ValueError("not an address of a database: sqlite:///PATH or postgres://…")
    return url


def _data_folder() -> Path:
    return Path(user_data_dir("zadankai", appauthor=False))


def _api_url(url: str) -> str:
    # Tokens travel there, so plain http is for the machine itself only.
    if not (url.startswith("https://") or _LOOPBACK.match(url)):
        raise ValueError("not an https address")
    return url if url.endswith("/") else url + "/"


def _starting(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not re.fullmatch(re.escape(prefix) + r"[\x21-\x7e]+", token.get_secret_value()):
            raise ValueError(f"not a token that begins with {prefix}")
        return token

    return AfterValidator(check)


class Settings(BaseSettings):
    """What every command needs: where the articles are, and whether the sample stands in for them."""

    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True, env_ignore_empty=True, extra="ignore")

    #: None: SQLite in the data folder (``database``).
    database_setting: Annotated[str, AfterValidator(database_url)] | None = Field(
        default=None, validation_alias=AliasChoices("ZADANKAI_DATABASE_URL", "DATABASE_URL"), repr=False
    )
    #: Serve the invented sample instead of the stored articles: never both.
    sample: bool = Field(default=False, validation_alias="ZADANKAI_SAMPLE")

    @property
    def database(self) -> str:
        """The database's address; nothing is made or opened."""
        if self.database_setting is not None:
            return self.database_setting
        return f"sqlite:///{(_data_folder() / 'zadankai.sqlite3').as_posix()}"


class SlackSettings(Settings):
    """What ``serve`` needs beside that."""

    bot_token: Annotated[SecretStr, _starting("xoxb-")] = Field(validation_alias="SLACK_BOT_TOKEN")
    app_token: Annotated[SecretStr, _starting("xapp-")] = Field(validation_alias="SLACK_APP_TOKEN")
    api_url: Annotated[str, AfterValidator(_api_url)] = Field(default=SLACK_API, validation_alias="SLACK_API_URL")
    #: Whom to ask about the bot, as shown to users: 「情報政策課（内線1234）」.
    contact: str | None = Field(default=None, max_length=100, validation_alias="ZADANKAI_CONTACT")


class SyncSettings(Settings):
    """What ``sync`` needs beside that."""

    #: Accounts and magazines, separated by commas or white space; None: those of the series.
    sources_setting: str | None = Field(default=None, validation_alias="ZADANKAI_SOURCES")
    #: Further certificate authorities (PEM), for a proxy that opens TLS.
    ca_file: str | None = Field(default=None, validation_alias="ZADANKAI_CA_FILE")
    #: Whom a site's owner can ask about this robot: an address of a page or ``mailto:…``.
    contact_address: str = Field(
        default="https://note.com/tokyo_cio_forum",
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        validation_alias="ZADANKAI_ROBOT_CONTACT",
    )

    @property
    def source_addresses(self) -> tuple[str, ...]:
        """Where new articles are looked for."""
        return tuple(re.split(r"[\s,]+", self.sources_setting.strip())) if self.sources_setting else SOURCES


Kind = TypeVar("Kind", bound=Settings)


def load(kind: type[Kind], **given: Any) -> Kind:
    """Read the environment; ``given`` (by the variables' names) goes before it.

    Raises SettingsError that names the first variable that is missing or malformed.
    """
    try:
        return kind(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        raise SettingsError(str(first["loc"][0]), _reason(first["type"], first["msg"])) from error


def _reason(kind: str, message: str) -> str:
    return "is not set" if kind == "missing" else message.removeprefix("Value error, ")
