"""How payloads are changed: any text where there is text, anything at all where an event has something, or nothing."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from tools.fuzz.stage import MARK

Payload = dict[str, Any]
Path = tuple[str | int, ...]

#: What people write that is more than words.
ODD = (
    "",
    " ",
    "\x00",
    "\ud800",
    "<!here> <@U1> <#C1|x> <http://a.example|b>",
    "&amp;&lt;!channel&gt;",
    "*太字* _斜体_ `符号` ```",
    "研修" * 2000,
    "「" * 500,
    "区:" * 400,
    "令和99年度 第0回 -",
    "話者:宮坂 区:練馬区 テーマ:人材 前期 他の区の",
    "=1+1\t@x",
    "髙﨑𠮷👩‍👩‍👧‍👦",
)
#: Without these Slack's own form of a payload would not be one, or Bolt could not tell what it is.
_FORM = {
    *("type", "command", "api_app_id", "callback_id", "action_id", "actions", "response_url", "trigger_id", "element"),
    # The bot's own words, which come back as they were; so do its blocks.
    "private_metadata",
}
#: Read by Bolt before anything of ours is asked.
_BOLTS_OWN = {"authorizations"}
#: What an interaction may come without.
_OPTIONAL = {"container", "thread_ts", "message_ts", "team_id", "domain", "response_url", "is_ephemeral"}
#: Slack's own numbers: another one, or none, but always of their form. Bolt reads some of them before we do.
_IDS = {
    *("user", "user_id", "id", "team", "team_id", "user_team", "channel", "channel_id", "enterprise_id", "bot_id"),
    *("ts", "thread_ts", "message_ts", "event_ts", "event_id", "view_id", "root_view_id", "type", "subtype"),
}
_TEXT = st.one_of(
    st.sampled_from(ODD), st.text(max_size=60), st.text(alphabet="あア漢字区市町村0１:「」 　-は？", max_size=30)
)
#: What a view or a message shows.
_SHOWN = {"blocks", "options"}
_ID = st.one_of(st.just("U0ASKER"), st.from_regex(r"U[A-Z0-9]{1,10}", fullmatch=True))
_TS = st.from_regex(r"16[0-9]{8}\.[0-9]{6}", fullmatch=True)
#: Whatever may stand in an event that was never documented.
_ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10**20),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
    _TEXT,
)


@st.composite
def changed(draw: st.DrawFn, kinds: dict[str, list[Payload]]) -> tuple[str, Payload]:
    """A kind, and a payload of it with up to four changes."""
    kind = draw(st.sampled_from(sorted(kinds)))
    payload = copy.deepcopy(draw(st.sampled_from(kinds[kind])))
    is_event = "event" in payload
    for _ in range(draw(st.integers(0, 4))):
        places = list(_places(payload, event=is_event))
        if places:
            _change(draw, payload, draw(st.sampled_from(places)), event=is_event)
    _renew(draw, payload)
    return kind, payload


def _change(draw: st.DrawFn, payload: Payload, path: Path, *, event: bool) -> None:
    *way, last = path
    node: Any = payload
    for step in way:
        node = node[step]
    if draw(st.integers(0, 3)) == 0 and isinstance(node, dict) and (event or last in _OPTIONAL):
        del node[last]
    elif last in _IDS and not isinstance(node[last], dict):
        number = _TS if str(last).endswith("ts") else _ID
        node[last] = draw(number | st.just("") if event else number)
    elif event:
        node[last] = draw(_ANYTHING)
    elif isinstance(node[last], str):
        node[last] = f"{draw(_TEXT)}{MARK if draw(st.booleans()) else ''}"


def _renew(draw: st.DrawFn, payload: Payload) -> None:
    """Another number, or Slack would be delivering the same one again."""
    number = draw(st.integers(0, 10**18))
    if payload.get("event_id"):
        payload["event_id"] = f"Ev{number}"
    if "command" in payload:
        payload["trigger_id"] = f"{number}.trigger"


def _places(node: Any, way: Path = (), *, event: bool) -> Iterator[Path]:
    """Where something can be changed: anywhere in an event; in an interaction what a person chose, typed or is."""
    children: Sequence[tuple[str | int, Any]] = ()
    if isinstance(node, dict):
        children = [(name, child) for name, child in node.items() if name not in (_BOLTS_OWN if event else _FORM)]
    elif isinstance(node, list):
        children = list(enumerate(node))
    for name, child in children:
        path = (*way, name)
        if (event or isinstance(child, str) or name in _OPTIONAL) and (way or name not in ("type", "event")):
            yield path
        # What a view shows is the bot's own and comes back as it was, as do the options of its form, which is open for
        # minutes; a message's buttons may be a year old.
        if name not in ("blocks", "options") and not (
            "state" in way and name in ("selected_option", "selected_options")
        ):
            yield from _places(child, path, event=event)
