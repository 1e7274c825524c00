"""Stages of ``zadankai setup``: from nothing to a bot that runs; to be repeated until nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot import wording
from bot.open_library import library_of, open_store
from bot.operations.check import CheckFinding, Severity, article_findings, fault, slack_findings, warning
from bot.settings import SlackSettings
from bot.slack.blocks.reply import sentence
from bot.slack.transport import manifest
from bot.slack.transport.network import Network
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import post_to
from bot.slack.transport.web_client import web_client
from corpus.errors import StoreError

#: The last line while a setting is missing.
UNSET = "It does not run yet: set what is named above, then run 'zadankai setup' again."


def creation() -> Iterator[str]:
    """Yield the instructions that create the app, line by line."""
    yield "Create the app: open this address, choose the workspace, press Create."
    yield f"  {manifest.creation_address()}"
    yield "It asks for these scopes of the bot, and no others:"
    yield from (f"  {scope}: {reason}" for scope, reason in manifest.SCOPES.items())
    yield "SLACK_APP_TOKEN (xapp-…): Basic Information, App-Level Tokens, Generate; with this scope:"
    yield from (f"  {scope}: {reason}" for scope, reason in manifest.APP_SCOPES.items())
    yield "SLACK_BOT_TOKEN (xoxb-…): Install App, Bot User OAuth Token."
    yield "To be called 座談会: App Home, Your App's Presence in Slack, Edit, Display Name (Bot Name)."
    yield "If Slack says インストールするボットユーザーがありません (no bot user to install): in the same place set"
    yield "  Default Name, which takes a–z, 0–9, - _ and . alone: zadankai."
    yield "Set both, and ZADANKAI_OPERATORS to your own member id (U…), then run 'zadankai setup' again."


def stages(
    settings: SlackSettings, import_articles: Callable[[], bool]
) -> Iterator[tuple[str, Sequence[CheckFinding]]]:
    """Yield each stage with its findings, executed when it is requested: Slack, a test message, articles.

    *import_articles* imports the first ones, and returns True where none failed.
    """
    yield "tokens, scopes, the way to Slack, the form of answers", tuple(slack_findings(settings))
    yield "a test message to the operators", tuple(_test_message(settings))
    yield "articles", tuple(_articles(settings, import_articles))


def verdict(findings: Iterable[CheckFinding]) -> tuple[bool, str]:
    """Return whether the bot can run, and the last line to print."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        return False, f"It does not run yet: fix what is marked error ({errors}), then run 'zadankai setup' again."
    return True, "It runs: 'zadankai serve' starts it."


def _test_message(settings: SlackSettings) -> Iterator[CheckFinding]:
    if not settings.operators:
        yield warning(
            "ZADANKAI_OPERATORS is not set: nobody will be told of trouble",
            "set it to members' ids (in Slack: profile, ⋮, copy member ID)",
        )
        return
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, Network.open(settings.ca_file))
    for operator in sorted(settings.operators):
        outcome = post_to(client, operator, sentence(wording.SETUP_TEST))
        if not isinstance(outcome, Posted):
            yield fault(
                f"{operator} was not reached: {outcome}",
                "see that it is a member's id of this workspace, and what is said above of the way to Slack",
            )


def _articles(settings: SlackSettings, import_articles: Callable[[], bool]) -> Iterator[CheckFinding]:
    try:
        store = open_store(settings.database)
        if not settings.sample and not import_articles():
            yield warning("not every article could be imported", "see the lines above; 'zadankai sync' goes on")
        yield from article_findings(library_of(settings, store))
    except StoreError as error:
        yield fault(str(error), "see that the database's address is right and that it can be written")
