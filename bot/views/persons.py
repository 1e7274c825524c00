"""Choosing a person who speaks in the articles: by name, or by the body that they spoke for."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.models.blocks import Option

from bot.views.modal import plain
from corpus.text import name_key
from index.asking.model import Known

#: Slack's limits: options of one answer, an option's text and value.
_MOST = 100
_LONGEST = 75


def person_options(people: Iterable[Known], typed: str) -> list[Option]:
    """Those whose name or body holds what was typed, by body and name; all for nothing typed.

    >>> [option.value for option in person_options([Known("岬 遥", "灯台市"), Known("雲井 渡", None)], "みさき")]
    []
    >>> [option.value for option in person_options([Known("岬 遥", "灯台市"), Known("雲井 渡", None)], "岬遥")]
    ['岬 遥|灯台市']
    """
    wanted = name_key(typed)
    meant = (person for person in people if wanted in name_key(person.name) or wanted in name_key(_body(person)))
    # One article prints 「岬 遥」, another 「岬　遥」: that is one person.
    once = {(name_key(person.name), _body(person)): person for person in reversed(tuple(meant))}
    ranked = sorted(once.values(), key=lambda person: (not name_key(person.name).startswith(wanted), _body(person)))
    return [_option(person) for person in ranked[:_MOST]]


def _option(person: Known) -> Option:
    label = f"{person.name}（{person.affiliation}）" if person.affiliation else person.name
    # Two of one name are told apart by their bodies, so the body is part of the value.
    return Option(text=plain(label[:_LONGEST]), value=f"{person.name}|{_body(person)}"[: 2 * _LONGEST])


def _body(person: Known) -> str:
    return person.affiliation or ""
