"""``zadankai check``: what is wrong, and how to mend it: Findings, worst first. What is well gives no finding.

The local part reads settings, database and articles; the live part asks Slack with the real tokens and posts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.examples import example_replies, example_view
from bot.inbox import Inbox, State
from bot.posting import web_client
from bot.settings import Settings, SettingsError, SlackSettings, load
from corpus.errors import StoreError
from corpus.model import BlockKind, Transcript
from corpus.sample import SampleShelf
from corpus.store import Store
from index.analysis import Analyzer
from index.library import Edition, Library

#: The bot scopes of ``manifest.json``, each with what it is for.
SCOPES = {
    "app_mentions:read": "questions in channels",
    "assistant:write": "suggested questions in the messages tab",
    "chat:write": "answers",
    "commands": "/zadankai",
    "im:history": "questions in direct messages",
}
#: Stray text above this share of an article is worth a look.
STRAY_SHARE = 0.02


class Severity(StrEnum):
    """How bad a finding is."""

    #: The bot does not work.
    ERROR = "error"
    #: It works, and something is missing or odd.
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    severity: Severity
    #: What is wrong.
    what: str
    #: What to do about it.
    mend: str


def check(clock: Callable[[], datetime], *, live: bool = False, **given: Any) -> list[Finding]:
    """Look at everything; ``given`` are settings that go before the environment's, ``clock`` gives the time (UTC)."""
    found = [*_settings(given), *_stored(clock, given), *(_live(given) if live else [])]
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)


def _settings(given: dict[str, Any]) -> list[Finding]:
    # Each kind names only its first fault; one that both name is said once.
    errors = [error for error in (_refusal(kind, given) for kind in (Settings, SlackSettings)) if error]
    return [
        Finding(Severity.ERROR, str(error), f"set {error.variable} for the process that runs the bot")
        for error in {error.variable: error for error in errors}.values()
    ]


def _refusal(kind: type[Settings], given: dict[str, Any]) -> SettingsError | None:
    try:
        load(kind, **given)
    except SettingsError as error:
        return error
    return None


def _stored(clock: Callable[[], datetime], given: dict[str, Any]) -> Iterator[Finding]:
    if _refusal(Settings, given):
        return
    settings = load(Settings, **given)
    try:
        store = Store.open(settings.database)
        yield from _inbox(Inbox(store.engine, clock))
        yield from articles(Library(SampleShelf() if settings.sample else store, Analyzer()))
    except StoreError as error:
        yield Finding(Severity.ERROR, str(error), "see that the database's address is right and that it can be written")


def _inbox(inbox: Inbox) -> Iterator[Finding]:
    uncertain = inbox.counts()[State.UNCERTAIN]
    if uncertain:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in inbox.reasons().items())
        yield Finding(
            Severity.WARNING,
            f"{uncertain} answers of the last day may or may not have been posted: {reasons}",
            "look at the network between this machine and Slack; they are not sent again, askers can ask again",
        )


def articles(library: Library) -> Iterator[Finding]:
    """What is wrong with the articles and their index."""
    edition = library.edition
    yield from _emptiness(edition, sample=library.sample)
    for key, trouble in edition.troubles.items():
        yield Finding(
            Severity.WARNING,
            f"article {key} is not searched: {trouble.reason}",
            f"see 'zadankai transcript {key} --outline'; a roundtable that is not read is a fault worth reporting",
        )
    yield from (finding for transcript in edition.transcripts.values() for finding in _stray(transcript))


def _emptiness(edition: Edition, *, sample: bool) -> Iterator[Finding]:
    if not edition.transcripts:
        yield Finding(
            Severity.ERROR,
            "there are no articles: the bot has nothing to quote",
            "zadankai import FILE… brings them in",
        )
    elif not edition.index.passages:
        yield Finding(
            Severity.ERROR, "the articles hold no quotable passage", "zadankai transcript KEY shows how they are read"
        )
    if sample:
        yield Finding(
            Severity.WARNING, "ZADANKAI_SAMPLE is set: the bot answers from invented articles", "unset it for real use"
        )


def _stray(transcript: Transcript) -> Iterator[Finding]:
    stray = sum(len(block.span) for block in transcript.blocks if block.kind is BlockKind.STRAY)
    if stray > STRAY_SHARE * len(transcript.text):
        yield Finding(
            Severity.WARNING,
            f"article {transcript.key}: {stray} of {len(transcript.text)} characters could not be placed",
            f"see 'zadankai transcript {transcript.key} --outline'",
        )


def _live(given: dict[str, Any]) -> Iterator[Finding]:
    if _refusal(SlackSettings, given):
        return
    settings = load(SlackSettings, **given)
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url)
    yield from _asked("auth.test", lambda: _scopes(client), "reinstall the app and set SLACK_BOT_TOKEN anew")
    yield from _asked(
        "apps.connections.open",
        lambda: _socket(client, settings.app_token.get_secret_value()),
        "make an app-level token with connections:write and set SLACK_APP_TOKEN; see that Socket Mode is on",
    )
    yield from _asked("blocks.validate", lambda: _blocks(client), "this is a fault of the bot: please report it")


def _asked(method: str, ask: Callable[[], Iterable[Finding]], mend: str) -> list[Finding]:
    try:
        return list(ask())
    except SlackApiError as error:
        return [Finding(Severity.ERROR, f"{method}: Slack says {error.response.get('error', 'no')}", mend)]
    except OSError as error:
        return [
            Finding(Severity.ERROR, f"{method}: Slack cannot be reached: {error}", "check network, proxy and firewall")
        ]


def _scopes(client: WebClient) -> Iterator[Finding]:
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")} - {""}
    for scope in sorted(SCOPES.keys() - granted):
        yield Finding(
            Severity.ERROR,
            f"the scope {scope} is missing ({SCOPES[scope]})",
            "take manifest.json, then reinstall the app",
        )
    for scope in sorted(granted - SCOPES.keys()):
        yield Finding(
            Severity.WARNING,
            f"the scope {scope} is granted and not needed",
            "remove it from the app, then reinstall it",
        )


def _socket(client: WebClient, app_token: str) -> Iterator[Finding]:
    client.apps_connections_open(app_token=app_token)
    yield from ()


def _blocks(client: WebClient) -> Iterator[Finding]:
    for reply in example_replies():
        client.blocks_validate(blocks=list(reply.blocks))
    client.blocks_validate(view=example_view())
    yield from ()
