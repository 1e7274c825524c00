"""A fake Slack on loopback: Web API and Socket Mode, so that the real Bolt app runs against it unpatched."""

from __future__ import annotations

from tests.fake_slack.sockets import Envelope
from tests.fake_slack.web_api import Call
from tests.fake_slack.workspace import FakeSlack

__all__ = ["Call", "Envelope", "FakeSlack"]
