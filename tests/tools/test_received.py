"""Payloads that others' apps received: every one is acked, and none ends in an error."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.fake_slack import payloads
from tools.received import ACKED, kind, read, run

#: Of the tests and samples of Slack's own SDKs.
SAMPLES = ROOT.parent / "shared" / "inputs" / "slack" / "payloads.json.gz"
NUMBERS = payloads.Numbering()


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the project")
def test_all_that_slack_s_samples_hold_is_acked_and_none_ends_in_an_error() -> None:
    outcomes, wrong = run(read(SAMPLES))
    assert wrong == []
    assert outcomes["shortcut"] == {"a modal": 9}
    assert outcomes["event app_mention"]["answered"] > 10


@pytest.mark.parametrize(
    ("payload", "outcome"),
    [
        (payloads.mention(NUMBERS, "研修は？"), "answered"),
        (payloads.command(NUMBERS, "研修は？", "x"), "answered for the person alone"),
        (payloads.home_opened(NUMBERS, "home"), "App Home"),
        ({"type": "event_callback", "event_id": "Ev1", "event": {"type": "of_another_year"}}, ACKED),
        # What Bolt itself cannot read.
        ({"type": "event_callback", "event": "nonsense"}, ACKED),
        ({"type": "interactive_message", "callback_id": "x"}, ACKED),
        ({"type": "workflow_step_edit", "callback_id": "x"}, ACKED),
        ({"type": "event_callback", "authorizations": ["x"], "event": {"type": "app_mention"}}, ACKED),
        ({"type": "message_action", "callback_id": "x"}, "answered for the person alone"),
        ({}, ACKED),
    ],
)
def test_the_outcome_of_a_payload_is_what_the_bot_did(payload: dict[str, object], outcome: str) -> None:
    outcomes, wrong = run({"one": payload})
    assert wrong == []
    assert outcomes == {kind(payload): {outcome: 1}}
