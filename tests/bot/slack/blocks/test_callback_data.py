"""What buttons, options and forms carry comes back as it was; a button's value means the words that were shown."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.action_context import ActionContext
from bot.slack.blocks.callback_data import (
    CallbackData,
    MenuChoice,
    MenuKind,
    NarrowForm,
    PageTurn,
    PersonChoice,
    Pointer,
    Retry,
    ShareForm,
    Sharer,
    StaleCallback,
    Switch,
    Thread,
    read,
)
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope
from corpus.model import Passage, Span
from index.excerpts.excerpts import excerpt
from tests.bot.invented import passage

SENTENCES = ("研修は毎年続けています。", "受けたい職員だけが受けるのではありません。", "費用は二割だけ増えました。")
LONG = (
    "、".join(["研修を受けたい職員から順に受けてもらい", "戻ったあとは係の仲間に教えてもらい"] * 5) + "続けています。"
)


def pointed(found: Passage, start: int, length: int) -> str:
    """Return the words at which a pointer with this span points."""
    value = Pointer(found.id, "k3", start, length).packed
    return read(value, Pointer).excerpt(found, found.span).words(found)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join), st.data())
def test_the_value_of_what_was_shown_means_just_that(words: str, data: st.DataObject) -> None:
    found = passage(words)
    at = data.draw(st.integers(0, len(words) - 2))
    shown = excerpt(found, [Span(at, at + 2)], data.draw(st.integers(90, 400)), reach=found.span)
    assert read(Pointer.of(found, shown).packed, Pointer).excerpt(found, found.span) == shown


def test_a_part_of_a_long_sentence_that_was_shown_is_meant_too() -> None:
    found = passage(LONG)
    shown = excerpt(found, [Span(60, 62)], 90, reach=found.span)
    assert len(shown.span) < len(LONG)
    assert read(Pointer.of(found, shown).packed, Pointer).excerpt(found, found.span) == shown


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("続", "け"),
        ("受けたい職員だけが受けるの", "で"),
        ("費用は", "増えました。"),
        ("研修は", "職員だけが受けるの"),
    ],
)
def test_a_value_that_cuts_a_sentence_is_not_followed(start: str, end: str) -> None:
    found = passage("".join(SENTENCES))
    at = found.text.index(start) + (1 if start == "費用は" else 0)
    assert pointed(found, at, found.text.index(end, at) + len(end) - at) == found.text


def test_a_value_that_takes_one_clause_of_a_short_sentence_or_a_few_characters_of_a_long_one_is_not_followed() -> None:
    short = passage("研修を受けたい職員はいますが、多くはありません。")
    assert pointed(short, 0, 15) == short.text
    assert pointed(passage(LONG), 0, 5) == LONG
    assert pointed(passage(LONG), 3, 60) == LONG


# Values of release 0.1.0, as it wrote them.

ID, CONVERSATION = "n0123456789ab-0a1b2c3d-1", "0123456789abcdef"
FRAME = (
    f'{{"subject": "{CONVERSATION}", "scope": "chosen", "chosen": ["風待区", "灯野村"], '
    '"own_left_out": true, "page": 2}'
)
NARROW_FORM = (
    f'{{"conversation": "{CONVERSATION}", "press": {{"channel": "C0DXROOM", "message_ts": "1660000000.000100", '
    '"thread_ts": null, "private": false, "response_url": "https://hooks.slack.com/actions/1", '
    '"trigger_id": "1.2.3", "view_id": ""}}'
)
#: The pointer of a share's form is read where it is used.
SHARE_FORM = f'{{"pointer": "{ID}||0|12", "thread": {{"channel": "C0DXROOM", "ts": "1660000000.000100"}}}}'
POSTED: list[tuple[str, CallbackData]] = [
    (ID, Pointer(ID)),
    (f"{ID}|{CONVERSATION}|-8|140", Pointer(ID, CONVERSATION, -8, 140)),
    (f"{ID}||0|12", Pointer(ID, "", 0, 12)),
    (f"reply|{ID}|local-0123456789ab-1", MenuChoice(MenuKind.REPLY, ID, answered_by="local-0123456789ab-1")),
    (f"cite|{ID}|{CONVERSATION}|0|12", MenuChoice(MenuKind.CITE, ID, CONVERSATION, 0, 12)),
    (SHARE_FORM, ShareForm(f"{ID}||0|12", Thread("C0DXROOM", "1660000000.000100"))),
    (f'{{"pointer": "{ID}||0|12", "thread": null}}', ShareForm(f"{ID}||0|12")),
    ("|T0ZADANKAI|U0ASKER", Sharer("", "T0ZADANKAI", "U0ASKER")),
    ("E0TOKYO|T0ZADANKAI|U0ASKER", Sharer("E0TOKYO", "T0ZADANKAI", "U0ASKER")),
    (f'["{CONVERSATION}", ["round:0-4", "own:5-9"], ""]', Retry(CONVERSATION, ("round:0-4", "own:5-9"))),
    (f'["{CONVERSATION}", [], "学び直し"]', Retry(CONVERSATION, word="学び直し")),
    ('{"channel": "C0DXROOM", "ts": "1660000000.000100"}', Thread("C0DXROOM", "1660000000.000100")),
    ("2|窓口・手続", PageTurn("窓口・手続", 2)),
    ("2|", PageTurn("", 2)),
    ("風待区", PageTurn("風待区")),
    (FRAME, ComparisonFrame(CONVERSATION, Scope.CHOSEN, ("風待区", "灯野村"), own_left_out=True, page=2)),
    ("on|U0ASKER", Switch("U0ASKER", on=True)),
    ("off|C0DXROOM", Switch("C0DXROOM", on=False)),
    ("岬 遥|灯台市", PersonChoice("岬 遥", "灯台市")),
    ("雲井 渡|", PersonChoice("雲井 渡")),
]


@pytest.mark.parametrize(("value", "meant"), POSTED)
def test_what_release_0_1_0_posted_is_read_as_what_it_meant(value: str, meant: CallbackData) -> None:
    assert read(value, type(meant)) == meant


@pytest.mark.parametrize("data", [meant for _, meant in POSTED])
def test_what_is_packed_is_read_as_it_was_and_fits_its_place(data: CallbackData) -> None:
    assert read(data.packed, type(data)) == data
    assert len(data.packed) <= data.longest


def test_a_press_that_0_1_0_carried_in_a_form_is_read_with_who_sends_it() -> None:
    conversation, context = ActionContext.unpack(
        NARROW_FORM, {"user": {"id": "U0ASKER", "team_id": "T1"}, "trigger_id": "4.5.6"}
    )
    assert (conversation, context.channel, context.message_ts) == (CONVERSATION, "C0DXROOM", "1660000000.000100")
    assert (context.person.user, context.trigger_id) == ("U0ASKER", "4.5.6")
    assert ActionContext.unpack(context.pack(CONVERSATION), {"user": {"id": "U0OTHER"}})[1].person.user == "U0OTHER"


KINDS = sorted({type(meant) for _, meant in POSTED} | {NarrowForm}, key=lambda kind: kind.tag)


def test_no_two_kinds_share_a_tag() -> None:
    assert len({kind.tag for kind in KINDS}) == len(KINDS) == 11


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value",
    [
        '["of_another_release",1]',
        '["',
        '["quote",',
        '["page"]',
        '["menu","eat","x"]',
        '["quote",{"a":1},2]',
        '["' * 1000,
    ],
)
def test_what_cannot_be_read_is_stale_for_every_kind(kind: type[CallbackData], value: str) -> None:
    with pytest.raises(StaleCallback, match=kind.__name__):
        read(value, kind)


@given(st.sampled_from(KINDS), st.text(max_size=200))
def test_any_text_is_read_or_stale(kind: type[CallbackData], value: str) -> None:
    with suppress(StaleCallback):
        read(value, kind)


@pytest.mark.parametrize(
    "data",
    [
        MenuChoice(MenuKind.CITE, "n" * 150),
        PersonChoice("岬" * 150),
        Pointer("n" * 2000),
        ShareForm("n" * 3000),
        ComparisonFrame("k", Scope.CHOSEN, ("風待区",) * 1000),
    ],
)
def test_what_slack_would_not_take_is_refused_by_name_where_it_is_packed(data: CallbackData) -> None:
    with pytest.raises(ValueError, match=rf"^{type(data).__name__} has \d+ characters, Slack takes {data.longest}$"):
        assert data.packed


@pytest.mark.parametrize("metadata", ['["narrow","k3",{}]', '["narrow","k3",{"strange":"x"}]', "null", '{"press": {}}'])
def test_a_press_that_a_form_does_not_tell_is_stale(metadata: str) -> None:
    with pytest.raises(StaleCallback):
        ActionContext.unpack(metadata, {})
