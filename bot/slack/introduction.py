"""The first words with Slack: auth.test, before anything else. A refused token ends the start by its name."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import SettingsError
from bot.slack.connection import Manners

log = logging.getLogger(__name__)

_OK = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Where the app is installed, as Slack says."""

    #: The workspace (T…).
    team: str
    #: The organisation round it (E…), or None.
    enterprise: str | None
    #: The workspace's name.
    name: str

    @property
    def installed(self) -> frozenset[str]:
        """The ids whose people are at home here."""
        return frozenset(filter(None, (self.team, self.enterprise)))


def introduced(client: WebClient, manners: Manners, stop: threading.Event) -> Identity | None:
    """Who we are; None where Slack could not be reached, or was told to stop. Raises SettingsError."""
    for _ in range(manners.failures):
        try:
            return identity(client)
        except SlackApiError as error:
            if error.response.status_code == _OK:  # Slack itself says no
                raise SettingsError("SLACK_BOT_TOKEN", f"Slack refuses it: {error.response['error']}") from error
            log.warning("Slack answered with HTTP %s", error.response.status_code)
        except OSError as error:
            log.warning("Slack cannot be reached: %s", error)
        if stop.wait(manners.pause):
            break
    return None


def identity(client: WebClient) -> Identity:
    """Ask once. Raises SlackApiError and OSError."""
    answer = client.auth_test()
    return Identity(str(answer["team_id"]), answer.get("enterprise_id"), str(answer.get("team", "")))
