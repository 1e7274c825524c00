"""Views of the shortcuts. 座談会を検索: the form, its input as a question, and the answer that replaces it.

関連する発言を探す: quotes for a message, in a modal that only the person sees. The message is not stored.

The form's filters become the explicit forms that people type (区:, 話者:, 年:, テーマ:), so one parser reads all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    Option,
    PlainTextInputElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.answer import Answer
from bot.answers.answers import typed
from bot.answers.echo import covered, echo
from bot.answers.remarks import sentences
from bot.slack.blocks.callback_data import PersonChoice, Thread, read
from bot.slack.blocks.modal import SubmittedForm, field, modal, plain, small
from bot.slack.blocks.pickers import OWN_ACTION, choice, multi_select, select
from bot.slack.blocks.quote_block import quote_blocks
from bot.slack.blocks.reply import Reply, paragraph
from corpus.people import full_name
from index.model import Confidence
from index.query.parsed_question import ParseContext

SEARCH_FORM = "search"
MUNICIPALITIES_ACTION = "search_municipalities"
PERSONS_ACTION = "search_persons"
#: Limits of the form: characters of the words, municipalities, persons.
LONGEST_WORDS = 300
MOST_MUNICIPALITIES = 20
MOST_PERSONS = 10
#: The block below which the error of an empty form is shown.
WORDS_BLOCK = "words"
_APRIL = 4
#: The modal of 関連する発言を探す: quotes are shared from it in the message's thread.
RELATED_VIEW = "related"


@dataclass(frozen=True, slots=True)
class SearchInput:
    """The input of the form."""

    words: str = ""
    municipalities: tuple[str, ...] = ()
    #: Each in the form of a question: 「岬 遥（灯台市）」.
    persons: tuple[str, ...] = ()
    #: 令和4年度, or None.
    period: str | None = None
    theme: str | None = None
    own_left_out: bool = False
    #: The person's own municipality, if it was chosen in the form.
    own: str | None = None

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to search."""
        return not (self.words or self.municipalities or self.persons or self.period or self.theme)

    def question(self, own: str | None = None) -> str:
        """Return the input as a question; *own* is the person's municipality.

        >>> SearchInput("研修", ("星見区", "風待区"), period="令和4年度", own_left_out=True).question("風待区")
        '研修 区:星見区 年:令和4年度'
        """
        return " ".join([*([self.words] if self.words else []), *self._filters(own)])

    def _filters(self, own: str | None) -> Iterator[str]:
        places = [name for name in self.municipalities if not (self.own_left_out and name == own)]
        if places:
            yield f"区:{'、'.join(places)}"
        elif self.own_left_out:
            yield "区:うち以外"
        if self.persons:
            yield f"話者:{'、'.join(self.persons)}"
        if self.period:
            yield f"年:{self.period}"
        if self.theme:
            yield f"テーマ:{self.theme}"


def search_form(around: ParseContext) -> View:
    """Return the form, for the persons, themes, years and the own municipality of ``around``."""
    return modal(wording.SEARCH_TITLE, list(_inputs(around)), submit=wording.SEARCH, callback_id=SEARCH_FORM)


def submitted(view: Mapping[str, Any]) -> SearchInput:
    """Return the input of the view that Slack sends back."""
    form = SubmittedForm(view)
    return SearchInput(
        words=typed(form.words("words")),
        municipalities=form.several(MUNICIPALITIES_ACTION),
        persons=tuple(dict.fromkeys(map(_person, form.several(PERSONS_ACTION)))),
        period=form.one("period"),
        theme=form.one("theme"),
        own_left_out=bool(form.several("leave_out")),
        own=form.one(OWN_ACTION),
    )


def found(reply: Reply) -> View:
    """Return an answer in a modal."""
    return modal(wording.SEARCH_TITLE, reply.blocks)


def fiscal_years(since: date | None, until: date | None) -> list[int]:
    """Return the fiscal years (from 1 April) between two days, newest first.

    >>> fiscal_years(date(2021, 3, 31), date(2022, 9, 16))
    [2022, 2021, 2020]
    """
    if since is None or until is None:
        return []
    first, last = (day.year - (day.month < _APRIL) for day in (since, until))
    return list(range(last, first - 1, -1))


def _inputs(around: ParseContext) -> Iterator[Block]:
    words = PlainTextInputElement(
        action_id="words", max_length=LONGEST_WORDS, placeholder=plain(wording.SEARCH_WORDS_HINT), focus_on_load=True
    )
    yield field(WORDS_BLOCK, wording.SEARCH_WORDS, words)
    yield field("places", wording.MUNICIPALITIES, multi_select(MUNICIPALITIES_ACTION, most=MOST_MUNICIPALITIES))
    yield field("persons", wording.SEARCH_PERSONS, multi_select(PERSONS_ACTION, most=MOST_PERSONS))
    years = fiscal_years(around.since, around.until)
    if years:
        periods = [(wording.fiscal_year(each), wording.fiscal_year_option(each)) for each in years]
        yield field("period", wording.SEARCH_PERIOD, choice("period", wording.SEARCH_ANY_PERIOD, periods))
    if around.themes:
        themes = [(name, name) for name in around.themes]
        yield field("theme", wording.THEME_TITLE, choice("theme", wording.SEARCH_ANY_THEME, themes))
    yield from _own(around.own)


def _own(own: str | None) -> Iterator[Block]:
    label = wording.leave_out(own) if own else wording.SEARCH_OWN_LEFT_OUT
    leave_out = CheckboxesElement(action_id="leave_out", options=[Option(value="own", text=plain(label))])
    yield field("leave-out", wording.SEARCH_OWN, leave_out)
    if own is None:
        yield field("own", wording.OWN_LABEL, select(OWN_ACTION, wording.OWN_PICK))


def _person(value: str) -> str:
    """Return a person in the form of a question, with what distinguishes them from a namesake.

    >>> _person("岬 遥|灯台市"), _person('["person","岬 遥",""]')
    ('岬 遥（灯台市）', '岬 遥')
    """
    person = read(value, PersonChoice)
    return full_name(person.name, person.body)


# 関連する発言を探す


def related(answer: Answer, thread: Thread) -> View:
    """Return the quotes for a message, or a sentence that there are none."""
    said = [*_lead(answer), *(sentences(answer.above) if answer.results.query.words else ())]
    blocks: list[Block] = [paragraph("\n".join(said))]
    blocks += [block for quote in answer.quotes for block in quote_blocks(quote)]
    blocks.append(small(*_foot(answer)))
    return modal(wording.RELATED_TITLE, blocks, callback_id=RELATED_VIEW, metadata=thread.packed)


def _lead(answer: Answer) -> Iterator[str]:
    # What was searched: of a long message its most specific words.
    words, coverage = echo(answer.results.query.subject), covered(answer.results.coverage)
    if answer.quotes:
        near = answer.results.confidence is Confidence.NEAR
        yield (wording.related_near if near else wording.related_found)(words, len(answer.quotes), coverage)
    else:
        yield wording.RELATED_NOTHING if answer.results.query.words else wording.RELATED_WORDLESS


def _foot(answer: Answer) -> Iterator[str]:
    if answer.quotes:
        yield wording.BOLD
        yield answer.source
    yield wording.RELATED_PRIVATE
