"""Retry-After in any form that Slack or a proxy may write: never an error, never an endless wait."""

from __future__ import annotations

import pytest

from bot.slack.transport.outcomes import seconds_to_wait


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30", 30),
        ("0", 1),
        ("600", 600),
        ("100000000000", 600),
        ("9" * 400, 600),
        # No number of seconds, and no date: a little while.
        ("inf", 5),
        ("nan", 5),
        ("1e11", 5),
        ("-3", 5),
        ("", 5),
        ("soon", 5),
        # A date that has passed, and one that is far away.
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1),
        ("Wed, 21 Oct 2195 07:28:00 GMT", 600),
    ],
)
def test_any_retry_after_is_between_a_second_and_ten_minutes(written: str, seconds: float) -> None:
    assert seconds_to_wait({"Retry-After": written}) == seconds
    assert seconds_to_wait({"retry-after": [written]}) == seconds


def test_without_one_it_is_a_little_while() -> None:
    assert seconds_to_wait({}) == seconds_to_wait({"Retry-After": []}) == 5
