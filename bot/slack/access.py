"""Who is let in: people of the workspace (or of those that are listed), while there is room, and not too often.

Asked by the reception before anything is acked or written down; nothing here touches the database or the network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
    """Why somebody is not let in."""

    #: outsider, busy or too_many: as the inbox keeps it.
    reason: str
    #: What they are told, or None where they were told a moment ago.
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class AllowedWorkspaces:
    """Whose people are answered."""

    #: Workspaces and organisations (T…, E…).
    ids: frozenset[str]

    @classmethod
    def of(cls, listed: Collection[str], installed: Collection[str | None]) -> AllowedWorkspaces:
        """Those that are listed; where none is, those where the app is installed."""
        return cls(frozenset(listed) or frozenset(filter(None, installed)))

    def allows(self, body: Payload) -> bool:
        """Whether a payload comes from somebody of these.

        >>> allowed = AllowedWorkspaces(frozenset({"T1"}))
        >>> allowed.allows({"team_id": "T1", "event": {"user": "U1", "user_team": "T1"}})
        True
        >>> allowed.allows({"team_id": "T1", "event": {"user": "U2", "user_team": "T2"}})
        False
        """
        nobody = not payloads.person(body).user
        return nobody or not self.ids.isdisjoint(_homes(body))


class Access:
    """The three questions, in order: whose people, is there room, how often."""

    def __init__(
        self, allowed: AllowedWorkspaces, waiting: Callable[[str], int], queue_limit: int, rate_limit: RateLimit
    ) -> None:
        """``waiting`` says how much work waits that a question of a channel would have to wait for."""
        self._allowed = allowed
        self._waiting = waiting
        self._queue_limit = queue_limit
        self._rate_limit = rate_limit
        # Once a minute is enough: a flood is not answered with a flood.
        self._notified = RateLimit(1)

    def refusal(self, body: Payload, inquiry: Inquiry | None) -> Refusal | None:
        """Why not, or None."""
        if not self._allowed.allows(body):
            return self._refused("outsider", wording.OUTSIDER, inquiry)
        # A press or a form is part of what was let in before, and the one who waits for it sees nothing meanwhile.
        if self._ahead(inquiry) >= self._queue_limit * (1 if inquiry else 2):
            return self._refused(BUSY, wording.BUSY, inquiry)
        if inquiry is not None and not self._rate_limit.allows(_who(inquiry)):
            return self._refused("too_many", wording.TOO_MANY, inquiry)
        return None

    def _refused(self, reason: str, sentence: str, inquiry: Inquiry | None) -> Refusal:
        # Beyond twice the queue not even that is said: saying it is work, too.
        room = self._ahead(inquiry) < 2 * self._queue_limit
        first = inquiry is not None and room and self._notified.allows((reason, _who(inquiry)))
        return Refusal(reason, sentence if first else None)

    def _ahead(self, inquiry: Inquiry | None) -> int:
        return self._waiting(inquiry.channel if inquiry else "")


def _who(inquiry: Inquiry) -> tuple[str, str]:
    return inquiry.team, inquiry.user


def _homes(body: Payload) -> set[str]:
    """All that a person's payload says of where they belong."""
    person, around = payloads.person(body), _around(body)
    homes = {person.team}
    # In an organisation's own channels people of any of its workspaces meet; a channel shared with others is not one.
    own = body.get("is_ext_shared_channel") is False or person.team in around
    if body.get("is_ext_shared_channel") is not True and own:
        homes |= {person.enterprise} | around
    return homes - {""}


def _around(body: Payload) -> set[str]:
    """The workspace and the organisation that a payload comes from: flat in events and commands, nested in presses."""
    nested = (body.get("team"), body.get("enterprise"))
    ids = [
        body.get("team_id"),
        body.get("enterprise_id"),
        *(one.get("id") for one in nested if isinstance(one, Mapping)),
    ]
    return {str(each) for each in ids if each}
