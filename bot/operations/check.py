"""Findings of ``zadankai check``: what is wrong, and how to fix it, worst first.

It reads settings, database and articles, and asks Slack with the real tokens, or without any about the shapes only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.open_library import library_of, open_store
from bot.operations.shapes import Unfinished, refused_shapes
from bot.outgoing import trust
from bot.settings import ApiSettings, Kind, Settings, SettingsError, SlackSettings, load
from bot.slack.transport.manifest import SCOPES, THREAD_SCOPES
from bot.slack.transport.network import Network, obstacle, try_web_socket
from bot.slack.transport.outcomes import error_name
from bot.slack.transport.web_client import web_client
from bot.state.inbox import Inbox, State
from bot.state.jobs import Jobs, refused_form, sync_failures
from corpus.errors import StoreError
from corpus.store.catalogue import changes
from corpus.store.store import Store
from corpus.unsettled import Unsettled
from index.library import Library
from index.snapshot import Snapshot

#: How long the last refusal of a form is shown.
_FORM_SHOWN = timedelta(days=30)


class Severity(StrEnum):
    """Severity of a finding, the worst first."""

    #: The bot does not work.
    ERROR = "error"
    #: It works, and something is missing or odd.
    WARNING = "warning"
    #: Intended by the operator or the publisher, and worth knowing.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One problem, and its fix."""

    severity: Severity
    #: What is wrong.
    what: str
    #: What to do about it.
    fix: str


#: What stands for a token that is not set: it is never sent.
_NO_TOKENS = {"SLACK_BOT_TOKEN": "xoxb-unset", "SLACK_APP_TOKEN": "xapp-unset"}
#: What to do about a shape that Slack refuses.
_REPORT = "this is a fault of the bot: please report it"

fault = partial(CheckFinding, Severity.ERROR)
warning = partial(CheckFinding, Severity.WARNING)
note = partial(CheckFinding, Severity.NOTE)


def check(clock: Callable[[], datetime], *, live: bool = False, **given: Any) -> list[CheckFinding]:
    """Return all findings, worst first; *given* settings take precedence over the environment, *clock* gives UTC.

    Raises SettingsError where nothing can be connected to.
    """
    trust(ca.ca_file if isinstance(ca := _loaded(Settings, given), Settings) else None)
    found = [*_settings(given), *_stored(clock, given), *(_live(given) if live else ())]
    return sorted(found, key=lambda finding: list(Severity).index(finding.severity))


def check_shapes(**given: Any) -> list[CheckFinding]:
    """Return what Slack's validator refuses of all that the bot can send; no token and no database is needed."""
    settings = _loaded(ApiSettings, given)
    if isinstance(settings, SettingsError):
        return [fault(str(settings), f"set {settings.variable} for this command")]
    return list(_shapes(settings.api_url, Network.open(settings.ca_file)))


def _live(given: dict[str, Any]) -> Iterator[CheckFinding]:
    # Invalid settings have findings already; what the other token allows is asked all the same.
    without = {error.variable for error in _errors(given)}
    settings = _loaded(SlackSettings, given | {name: token for name, token in _NO_TOKENS.items() if name in without})
    if not isinstance(settings, SettingsError):
        yield from slack_findings(settings)


def _settings(given: dict[str, Any]) -> list[CheckFinding]:
    errors = _errors(given)
    return [fault(str(error), f"set {error.variable} for the process that runs the bot") for error in errors]


def _errors(given: dict[str, Any]) -> tuple[SettingsError, ...]:
    loaded = _loaded(SlackSettings, given)
    return (loaded, *loaded.also) if isinstance(loaded, SettingsError) else ()


def _loaded(kind: type[Kind], given: dict[str, Any]) -> Kind | SettingsError:
    try:
        return load(kind, **given)
    except SettingsError as error:
        return error


def _stored(clock: Callable[[], datetime], given: dict[str, Any]) -> Iterator[CheckFinding]:
    if isinstance(settings := _loaded(Settings, given), SettingsError):
        return
    try:
        store = open_store(settings.database)
        yield from _inbox(Inbox(store.engine, clock))
        yield from _refusals(Inbox(store.engine, clock))
        yield from _form(Jobs(store.engine, clock))
        yield from _sync(Jobs(store.engine, clock))
        yield from _articles(settings, store)
        yield from _not_shown(store)
    except StoreError as error:
        yield fault(str(error), "see that the database's address is right and that it can be written")


def _articles(settings: Settings, store: Store) -> Iterator[CheckFinding]:
    try:
        library = library_of(settings, store)
    except SettingsError as error:
        yield fault(str(error), f"set {error.variable} anew, or unset it: questions are then answered by words alone")
        library = library_of(settings.model_copy(update={"sentence_model": None}), store)
    yield from article_findings(library)


def _inbox(inbox: Inbox) -> Iterator[CheckFinding]:
    if uncertain := inbox.counts()[State.UNCERTAIN]:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in inbox.reasons().items())
        yield warning(
            f"{uncertain} answers of the last day may or may not have been posted: {reasons}",
            "look at the network between this machine and Slack; they are not sent again, askers can ask again",
        )


def _form(jobs: Jobs) -> Iterator[CheckFinding]:
    if found := refused_form(jobs, _FORM_SHOWN):
        yield warning(
            f"Slack did not take the form of a message or modal within the last {_FORM_SHOWN.days} days: {found}",
            "people got its plain text, or were told; please report it, 'zadankai check --shapes' tells of all forms",
        )


def _refusals(inbox: Inbox) -> Iterator[CheckFinding]:
    if refusals := inbox.refusals():
        reasons = ", ".join(f"{reason} ({count})" for reason, count in refusals.items())
        yield warning(
            f"Slack refused {sum(refusals.values())} answers of the last day: {reasons}",
            "invite the bot to the channel, or see who may post there; for a token, 'zadankai check --live'",
        )


def _sync(jobs: Jobs) -> Iterator[CheckFinding]:
    if failures := sync_failures(jobs):
        yield warning(
            f"the last {failures} runs of 'zadankai sync' met with failures",
            "run it by hand: it names each address and what went wrong",
        )


def _not_shown(store: Store) -> Iterator[CheckFinding]:
    """Yield what is stored and never shown: hidden or deleted by the operator, withdrawn, or edited since."""
    for change in changes(store):
        yield warning(change.what, change.fix)
    for what in store.hidden():
        yield note(
            f"{what.target} is hidden since {what.since:%Y-%m-%d}: {what.reason}",
            f"'zadankai unhide {what.target}' shows it again",
        )
    for key, since in store.withdrawn().items():
        yield note(
            f"article {key} is withdrawn since {since:%Y-%m-%d}: its publisher took it down",
            "nothing: it is not quoted, and comes back when it is published again",
        )
    for key, since in store.deleted().items():
        yield note(
            f"article {key} was deleted on {since:%Y-%m-%d}: no import takes it",
            f"'zadankai delete {key} --undo' lets the next import or sync bring it in again",
        )


def article_findings(library: Library) -> Iterator[CheckFinding]:
    """Yield what is wrong with the articles and their index."""
    snapshot = library.snapshot
    yield from _emptiness(snapshot, sample=library.sample)
    if snapshot.index.passages and library.vectors and library.vectors.space(snapshot.index.passages) is None:
        have, number = library.vectors.progress(snapshot.index.passages)
        yield note(
            f"{have} of {number} passages have vectors by {library.vectors.model.name}: answers are by words alone",
            "the bot makes the rest while it runs; 'zadankai vectors' makes them now",
        )
    for key, trouble in snapshot.troubles.items():
        yield warning(
            f"article {key} is not searched: {trouble.reason}",
            f"see 'zadankai transcript {key} --outline'; a roundtable that is not read is a fault worth reporting",
        )
    # What the sample leaves open is meant so.
    for key, transcript in ({} if library.sample else snapshot.transcripts).items():
        if words := str(left_open := Unsettled.of(transcript)):
            severity = Severity.WARNING if left_open.is_suspect else Severity.NOTE
            yield CheckFinding(severity, f"article {key}: {words}", f"see 'zadankai transcript {key} --outline'")


def _emptiness(snapshot: Snapshot, *, sample: bool) -> Iterator[CheckFinding]:
    if not snapshot.transcripts:
        yield fault("there are no articles: the bot has nothing to quote", "zadankai import FILE… brings them in")
    elif not snapshot.index.passages:
        yield fault("the articles hold no quotable passage", "zadankai transcript KEY shows how they are read")
    if sample:
        yield warning("ZADANKAI_SAMPLE is set: the bot answers from invented articles", "unset it for real use")


def slack_findings(settings: SlackSettings) -> Iterator[CheckFinding]:
    """Yield what Slack or the network rejects: tokens, scopes, blocks, views. Posts nothing."""
    network = Network.open(settings.ca_file)
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, network)
    app_token = settings.app_token.get_secret_value()
    if client.token not in _NO_TOKENS.values():
        yield from _asked("auth.test", lambda: _scopes(client), "reinstall the app and set SLACK_BOT_TOKEN anew")
    if app_token not in _NO_TOKENS.values():
        yield from _asked(
            "apps.connections.open",
            lambda: _socket(client, app_token, network),
            "make an app-level token with connections:write and set SLACK_APP_TOKEN; see that Socket Mode is on",
        )
    yield from _shapes(settings.api_url, network)


def _asked(method: str, ask: Callable[[], Iterable[CheckFinding]], fix: str) -> Iterator[CheckFinding]:
    try:
        yield from ask()
    except SlackApiError as error:
        yield fault(f"{method}: Slack says {error_name(error)}", fix)
    except (OSError, HTTPException) as error:
        found = obstacle(error)
        yield fault(f"{method}: {found.what}", found.fix)


def _scopes(client: WebClient) -> Iterator[CheckFinding]:
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")} - {""}
    for scope in sorted(SCOPES.keys() - granted):
        yield fault(
            f"the scope {scope} is missing ({SCOPES[scope]})",
            "give the app what 'zadankai manifest' prints, then reinstall it",
        )
    for scope in sorted(granted - SCOPES.keys() - THREAD_SCOPES.keys()):
        yield warning(f"the scope {scope} is granted and not needed", "remove it from the app, then reinstall it")


def _socket(client: WebClient, app_token: str, network: Network) -> Iterator[CheckFinding]:
    opened = client.apps_connections_open(app_token=app_token)
    # It is on another host than the Web API, and a proxy that passes HTTPS may block web sockets.
    if found := try_web_socket(str(opened["url"]), network):
        yield fault(found.what, found.fix)


def _shapes(api_url: str, network: Network) -> Iterator[CheckFinding]:
    """Yield what Slack refuses of the shapes that ship; it is asked without a token."""
    client = web_client("", api_url, network)

    def found() -> Iterator[CheckFinding]:
        try:
            for refused in refused_shapes(client):
                yield fault(f"Slack refuses {refused.shape}: {'; '.join(refused.reasons)}", _REPORT)
        except Unfinished as error:
            yield warning(f"blocks.validate: {error}, then Slack took no more calls", "try again in ten minutes")

    yield from _asked("blocks.validate", found, _REPORT)
