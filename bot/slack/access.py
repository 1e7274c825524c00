"""Access control: whose requests are answered, up to which queue length, and how often for one person.

The middleware asks before a request is acked or stored. Nothing here touches the database or the network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot import wording
from bot.slack import payloads
from bot.slack.payloads import Payload
from bot.slack.rate_limit import RateLimit
from bot.state.inbox import Inquiry

#: The reason where the queue is full.
BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason for which a request is not answered."""

    #: outsider, busy or too_many: as the inbox keeps it.
    reason: str
    #: What the person is told, or None if they were told within the last minute.
    sentence: str | None = None


class Access:
    """Three checks in order: workspace, length of the queue, rate limit of the person."""

    def __init__(
        self, allowed: Collection[str], waiting: Callable[[str], int], queue_limit: int, rate_limit: RateLimit
    ) -> None:
        """Answer members of the *allowed* workspaces and organisations (ids: T…, E…), within the limits.

        *waiting* returns how many pieces of work a question of a channel has to wait for.
        """
        self._allowed = allowed
        self._waiting = waiting
        self._queue_limit = queue_limit
        self._rate_limit = rate_limit
        # One message a minute: a flood of requests is not answered with a flood of refusals.
        self._notified = RateLimit(1)

    def refusal(self, body: Payload, inquiry: Inquiry | None) -> Refusal | None:
        """Return why a request is refused, or None; questions have an *inquiry*, actions and forms none."""
        # What comes from no person at all is let through.
        if payloads.person(body).user and _homes(body).isdisjoint(self._allowed):
            return self._refused("outsider", wording.OUTSIDER, inquiry)
        # An action or a form belongs to a request that was admitted, and its user sees nothing while they wait.
        if self._ahead(inquiry) >= self._queue_limit * (1 if inquiry else 2):
            return self._refused(BUSY, wording.BUSY, inquiry)
        if inquiry is not None and not self._rate_limit.allows((inquiry.team, inquiry.user)):
            return self._refused("too_many", wording.TOO_MANY, inquiry)
        return None

    def _refused(self, reason: str, sentence: str, inquiry: Inquiry | None) -> Refusal:
        # Beyond twice the limit nothing is posted: a refusal is work, too.
        room = self._ahead(inquiry) < 2 * self._queue_limit
        first = inquiry is not None and room and self._notified.allows((reason, inquiry.team, inquiry.user))
        return Refusal(reason, sentence if first else None)

    def _ahead(self, inquiry: Inquiry | None) -> int:
        return self._waiting(inquiry.channel if inquiry else "")


def _homes(body: Payload) -> frozenset[str]:
    """Return the ids of the workspaces and organisations to which the person of a payload belongs."""
    person, around = payloads.person(body), frozenset(payloads.ids(body)) - {""}
    # In an organisation's own channels members of any of its workspaces meet; in a shared channel strangers do.
    own = body.get("is_ext_shared_channel") is False or not person.teams.isdisjoint(around)
    return person.teams | around if body.get("is_ext_shared_channel") is not True and own else person.teams
