"""Choosing a person who speaks in the articles: by name, or by the body that they spoke for."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.models.blocks import Option

from bot.views.modal import plain
from corpus.persons import Person, full_name
from corpus.text import name_key

#: Slack's limits: options of one answer, an option's text and value.
_MOST = 100
_LONGEST = 75


def person_options(people: Iterable[Person], typed: str) -> list[Option]:
    """Those whose name, body or role holds what was typed, by body and name; all for nothing typed.

    >>> people = [Person("岬 遥", "灯台市"), Person("雲井 渡", None)]
    >>> [option.value for option in person_options(people, "みさき")], [
    ...     option.value for option in person_options(people, "岬遥")
    ... ]
    ([], ['岬 遥|灯台市'])
    """
    wanted = name_key(typed)
    meant = (person for person in people if any(wanted in name_key(words) for words in (person.name, *person.told)))
    ranked = sorted(meant, key=lambda person: (not name_key(person.name).startswith(wanted), person.affiliation or ""))
    return [_option(person) for person in ranked[:_MOST]]


def _option(person: Person) -> Option:
    # Two of one name are told apart by what stands beside it, so that is part of the value.
    label, value = full_name(person.name, person.beside), f"{person.name}|{person.beside}"
    return Option(text=plain(label[:_LONGEST]), value=value[: 2 * _LONGEST])
