"""Choosing a municipality out of the table's: by name, reading or alias, as far as it was typed."""

from __future__ import annotations

from slack_sdk.models.blocks import ExternalDataSelectElement, Option, SectionBlock

from bot import wording
from bot.views.modal import plain
from corpus.municipalities import Gazetteer, Municipality
from corpus.text import katakana, phrase_key

#: One's own municipality; its options are asked for while somebody types.
OWN_ACTION = "own_municipality"
#: Slack's limit for one answer.
_MOST = 100


def municipality_options(gazetteer: Gazetteer, typed: str) -> list[Option]:
    """The municipalities that begin as typed, in the table's order, then those that hold it; all for nothing typed."""
    wanted = _folded(typed)
    ranked = [(min(_rank(form, wanted) for form in _forms(each)), each.name) for each in gazetteer]
    found = sorted((pair for pair in ranked if pair[0] < _NOT), key=lambda pair: pair[0])
    return [municipality_option(name) for _, name in found[:_MOST]]


def municipality_option(name: str) -> Option:
    """One municipality, as an option."""
    return Option(text=plain(name), value=name)


def own_select(own: str | None = None) -> ExternalDataSelectElement:
    """The picker itself, set to what is known."""
    return ExternalDataSelectElement(
        action_id=OWN_ACTION,
        placeholder=plain(wording.OWN_PLACEHOLDER),
        # The table is short: it is offered before anything is typed.
        min_query_length=0,
        initial_option=municipality_option(own) if own else None,
    )


def own_picker(conversation: str, words: str) -> SectionBlock:
    """The picker below an answer; its block names the question that is answered anew."""
    return SectionBlock(block_id=f"own-{conversation}", text=plain(words), accessory=own_select())


def question_of(block_id: str) -> str:
    """The question's id, out of the picker's block.

    >>> question_of("own-k3")
    'k3'
    """
    return block_id.removeprefix("own-")


_NOT = 2


def _rank(form: str, wanted: str) -> int:
    return 0 if form.startswith(wanted) else 1 if wanted in form else _NOT


def _forms(municipality: Municipality) -> list[str]:
    return [_folded(form) for form in (municipality.name, municipality.reading, *municipality.aliases)]


def _folded(text: str) -> str:
    # Typed in katakana, read in hiragana.
    return katakana(phrase_key(text))
