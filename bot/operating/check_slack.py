"""The live part of ``zadankai check``: tokens, scopes, the way to Slack, the form of answers. It posts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.operating.findings import Finding, Severity
from bot.settings import SettingsError, SlackSettings
from bot.slack.manifest import SCOPES
from bot.slack.network import Network
from bot.slack.obstacles import obstacle, try_web_socket
from bot.slack.posting import web_client
from bot.views.examples import example_replies, example_view


def findings(settings: SlackSettings) -> Iterator[Finding]:
    """What Slack, or the way there, objects to."""
    try:
        network = Network.open(settings.ca_file)
    except SettingsError as error:
        yield Finding(Severity.ERROR, str(error), f"set {error.variable} to a readable file of PEM certificates")
        return
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, network)
    app_token = settings.app_token.get_secret_value()
    yield from _asked("auth.test", lambda: _scopes(client), "reinstall the app and set SLACK_BOT_TOKEN anew")
    yield from _asked(
        "apps.connections.open",
        lambda: _socket(client, app_token, network),
        "make an app-level token with connections:write and set SLACK_APP_TOKEN; see that Socket Mode is on",
    )
    yield from _asked("blocks.validate", lambda: _blocks(client), "this is a fault of the bot: please report it")


def _asked(method: str, ask: Callable[[], Iterable[Finding]], mend: str) -> list[Finding]:
    try:
        return list(ask())
    except SlackApiError as error:
        return [Finding(Severity.ERROR, f"{method}: Slack says {error.response.get('error', 'no')}", mend)]
    except (OSError, HTTPException) as error:
        found = obstacle(error)
        return [Finding(Severity.ERROR, f"{method}: {found.what}", found.mend)]


def _scopes(client: WebClient) -> Iterator[Finding]:
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")} - {""}
    for scope in sorted(SCOPES.keys() - granted):
        yield Finding(
            Severity.ERROR,
            f"the scope {scope} is missing ({SCOPES[scope]})",
            "give the app what 'zadankai manifest' prints, then reinstall it",
        )
    for scope in sorted(granted - SCOPES.keys()):
        yield Finding(
            Severity.WARNING,
            f"the scope {scope} is granted and not needed",
            "remove it from the app, then reinstall it",
        )


def _socket(client: WebClient, app_token: str, network: Network) -> Iterator[Finding]:
    opened = client.apps_connections_open(app_token=app_token)
    # Its host is another than the Web API's, and proxies that let pages through may know no web sockets.
    found = try_web_socket(str(opened["url"]), network)
    if found:
        yield Finding(Severity.ERROR, found.what, found.mend)


def _blocks(client: WebClient) -> Iterator[Finding]:
    for reply in example_replies():
        client.blocks_validate(blocks=list(reply.blocks))
    client.blocks_validate(view=example_view())
    yield from ()
