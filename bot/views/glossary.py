"""What a term means, above the quotes of ◯◯とは: marked as ours and apart from them."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, DividerBlock, RichTextBlock, RichTextElementParts, RichTextSectionElement

from bot import wording
from bot.views.modal import small
from bot.views.page import explanation_lines
from index.glossary import Term


def explanation(term: Term, mentions: int) -> list[Block]:
    """The term, our sentence, whose sentence it is; ``mentions``: passages in which the term is spoken."""
    bold = RichTextElementParts.TextStyle(bold=True)
    _, *marks = explanation_lines(term, mentions)
    name = RichTextElementParts.Text(text=term.term, style=bold)
    said = RichTextElementParts.Text(text=f"：{term.sentence}")
    return [
        RichTextBlock(elements=[RichTextSectionElement(elements=[name, said])]),
        small(*marks),
        DividerBlock(),
    ]


def explanation_line(term: Term) -> str:
    """Both in one line, where others are talking."""
    return wording.explained_by_us(term.term, term.sentence)
