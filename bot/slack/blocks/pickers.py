"""Pickers, whose options Slack asks for while somebody types: a municipality of the table, a person who speaks."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    InputInteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from bot import wording
from bot.answers.quote import AnswerFormat
from bot.slack.blocks.callback_data import LONGEST_OPTION, PersonChoice
from bot.slack.blocks.modal import plain, small
from bot.slack.blocks.reply import Reply, fallback
from corpus.municipalities import Gazetteer, Municipality
from corpus.people import Person, full_name
from corpus.text import katakana, name_key, phrase_key

#: One's own municipality; its options are asked for while somebody types.
OWN_ACTION = "own_municipality"
#: Slack's limits: options of one answer, an option's text.
_MOST = 100
_LONGEST = 75
_NOT = 2


def choice(
    action_id: str, placeholder: str, offered: Iterable[tuple[str, str]], chosen: str | None = None
) -> StaticSelectElement:
    """A choice between what stands in it already: values and labels; set to the value that is *chosen*."""
    options = {value: Option(value=value, text=plain(label)) for value, label in offered}
    return StaticSelectElement(
        action_id=action_id,
        placeholder=plain(placeholder),
        options=list(options.values()),
        initial_option=options[chosen] if chosen else None,
    )


# Municipalities


def municipality_options(gazetteer: Gazetteer, typed: str) -> list[Option]:
    """The municipalities that begin as typed, in the table's order, then those that hold it; all for nothing typed."""
    wanted = _as_read(typed)
    ranked = [(min(_rank(form, wanted) for form in _forms(each)), each.name) for each in gazetteer]
    found = sorted((pair for pair in ranked if pair[0] < _NOT), key=lambda pair: pair[0])
    return [municipality_option(name) for _, name in found[:_MOST]]


def municipality_option(name: str) -> Option:
    """One municipality, as an option."""
    return Option(text=plain(name), value=name)


def select(action_id: str, placeholder: str, chosen: str | None = None) -> ExternalDataSelectElement:
    """A picker of one, set to the municipality that is known."""
    return ExternalDataSelectElement(
        action_id=action_id,
        placeholder=plain(placeholder),
        # The table is short: it is offered before anything is typed.
        min_query_length=0,
        initial_option=municipality_option(chosen) if chosen else None,
    )


def multi_select(action_id: str, chosen: Iterable[str] = (), most: int | None = None) -> ExternalDataMultiSelectElement:
    """A picker of several, set to these municipalities."""
    return ExternalDataMultiSelectElement(
        action_id=action_id,
        placeholder=plain(wording.TYPE_A_NAME),
        min_query_length=0,
        max_selected_items=most,
        initial_options=[municipality_option(name) for name in chosen] or None,
    )


def own_select(own: str | None = None) -> InputInteractiveElement:
    """The picker of one's own municipality."""
    return select(OWN_ACTION, wording.OWN_PICK, own)


def own_picker(conversation: str, words: str) -> SectionBlock:
    """The picker below an answer; its block names the question that is answered anew."""
    return SectionBlock(block_id=f"own-{conversation}", text=plain(words), accessory=own_select())


def question_of(block_id: str) -> str:
    """The question's id, out of the picker's block.

    >>> question_of("own-k3")
    'k3'
    """
    return block_id.removeprefix("own-")


def ask_own(conversation: str, size: AnswerFormat) -> Reply:
    """Said where うちの区 was asked for and nobody knows which it is: the choice answers the question of this id."""
    foot = [wording.ONLY_YOU] if size.private else []
    blocks = (own_picker(conversation, wording.ASK_OWN), *([small(*foot)] if foot else []))
    return Reply(fallback([wording.ASK_OWN, *foot]), blocks)


def _rank(form: str, wanted: str) -> int:
    return 0 if form.startswith(wanted) else 1 if wanted in form else _NOT


def _forms(municipality: Municipality) -> list[str]:
    return [_as_read(form) for form in (municipality.name, municipality.reading, *municipality.aliases)]


def _as_read(text: str) -> str:
    # Typed in katakana, read in hiragana.
    return katakana(phrase_key(text))


# Persons


def person_options(people: Iterable[Person], typed: str) -> list[Option]:
    """Those whose name, or what tells them from a namesake, holds what was typed; all for nothing typed.

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
    # Nobody's name is so long: it is a line that was taken for one, and finds nobody.
    choice = PersonChoice(person.name[: LONGEST_OPTION // 4], person.beside[: LONGEST_OPTION // 6])
    return Option(text=plain(full_name(person.name, person.beside)[:_LONGEST]), value=choice.packed)
