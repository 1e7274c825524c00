"""Pickers of municipalities and speakers, whose options Slack requests while somebody types."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from bot import wording
from bot.answers.quote import AnswerFormat
from bot.slack.blocks.callback_data import LONGEST_OPTION, PersonChoice, StaleCallback
from bot.slack.blocks.modal import plain, small
from bot.slack.blocks.reply import Reply, fallback
from corpus.municipalities import Gazetteer, Municipality
from corpus.people import Person, full_name
from corpus.text import katakana, name_key, phrase_key

#: Picks the own municipality.
OWN_ACTION = "own_municipality"
#: Prefix of the block of such a picker below an answer: the conversation's id follows.
OWN_BLOCK = "own-"
#: Slack's limits: options of one response, characters of an option's text.
_MOST = 100
_LONGEST = 75
_NOT = 2


def choice(
    action_id: str, placeholder: str, offered: Iterable[tuple[str, str]], chosen: str | None = None
) -> StaticSelectElement:
    """Return a select of static options, values and labels, set to the value *chosen*."""
    options = {value: Option(value=value, text=plain(label)) for value, label in offered}
    return StaticSelectElement(
        action_id=action_id,
        placeholder=plain(placeholder),
        options=list(options.values()),
        initial_option=options[chosen] if chosen else None,
    )


# Municipalities


def municipality_options(gazetteer: Gazetteer, typed: str) -> list[Option]:
    """Return the municipalities that begin with *typed*, in the table's order, then those that contain it."""
    wanted = _as_read(typed)
    ranked = [(min(_rank(form, wanted) for form in _forms(each)), each.name) for each in gazetteer]
    found = sorted((pair for pair in ranked if pair[0] < _NOT), key=lambda pair: pair[0])
    return [municipality_option(name) for _, name in found[:_MOST]]


def picked(gazetteer: Gazetteer, name: str) -> str:
    """Return the full name of a municipality that was picked. Raises StaleCallback if it is not in the table."""
    place = gazetteer.named(name)
    if place is None:
        raise StaleCallback("no municipality of the table")
    return place.name


def municipality_option(name: str) -> Option:
    """Return a municipality as an option."""
    return Option(text=plain(name), value=name)


def select(action_id: str, placeholder: str, chosen: str | None = None) -> ExternalDataSelectElement:
    """Return a picker of one municipality, set to *chosen*."""
    return ExternalDataSelectElement(
        action_id=action_id,
        placeholder=plain(placeholder),
        # The table is short, so options are requested before anything is typed.
        min_query_length=0,
        initial_option=municipality_option(chosen) if chosen else None,
    )


def multi_select(action_id: str, chosen: Iterable[str] = (), most: int | None = None) -> ExternalDataMultiSelectElement:
    """Return a picker of several municipalities, set to *chosen*."""
    return ExternalDataMultiSelectElement(
        action_id=action_id,
        placeholder=plain(wording.TYPE_A_NAME),
        min_query_length=0,
        max_selected_items=most,
        initial_options=[municipality_option(name) for name in chosen] or None,
    )


def own_picker(conversation: str, words: str) -> SectionBlock:
    """Return the picker below an answer; its block id names the conversation that is answered again."""
    return SectionBlock(
        block_id=f"{OWN_BLOCK}{conversation}", text=plain(words), accessory=select(OWN_ACTION, wording.OWN_PICK)
    )


def ask_own(conversation: str, size: AnswerFormat) -> Reply:
    """Return the question for the own municipality, if うちの区 is unknown; the choice answers *conversation*."""
    foot = [wording.ONLY_YOU] if size.private else []
    blocks = (own_picker(conversation, wording.ASK_OWN), *([small(*foot)] if foot else []))
    return Reply(fallback([wording.ASK_OWN, *foot]), blocks)


def _rank(form: str, wanted: str) -> int:
    return 0 if form.startswith(wanted) else 1 if wanted in form else _NOT


def _forms(municipality: Municipality) -> list[str]:
    return [_as_read(form) for form in (municipality.name, municipality.reading, *municipality.aliases)]


def _as_read(text: str) -> str:
    # People type katakana; the table's readings are hiragana.
    return katakana(phrase_key(text))


# Persons


def person_options(people: Iterable[Person], typed: str) -> list[Option]:
    """Return the people whose name, or what distinguishes them from a namesake, contains *typed*.

    >>> [option.value for option in person_options([Person("岬 遥", "灯台市"), Person("雲井 渡", None)], "みさき")]
    []
    >>> [option.value for option in person_options([Person("岬 遥", "灯台市"), Person("雲井 渡", None)], "岬遥")]
    ['["person","岬 遥","灯台市"]']
    """
    wanted = name_key(typed)
    meant = (person for person in people if any(wanted in name_key(words) for words in (person.name, *person.told)))
    ranked = sorted(meant, key=lambda person: (not name_key(person.name).startswith(wanted), person.affiliation or ""))
    return [_person_option(person) for person in ranked[:_MOST]]


def _person_option(person: Person) -> Option:
    # No name is so long; it is a line that was taken for a name.
    name, apart = person.name[: LONGEST_OPTION // 4], person.apart or person.affiliation or ""
    # Cut, it would distinguish nobody.
    choice = PersonChoice(name, apart if len(apart) <= LONGEST_OPTION // 2 else "")
    return Option(text=plain(full_name(person.name, person.beside)[:_LONGEST]), value=choice.packed)
