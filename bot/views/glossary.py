"""What a term means, above the quotes of ◯◯とは: marked as ours and apart from them."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, DividerBlock, RichTextBlock, RichTextElementParts, RichTextSectionElement

from bot import wording
from bot.views.modal import small
from index.glossary import Term


def explanation(term: Term, mentions: int) -> list[Block]:
    """The term, our sentence, whose sentence it is; ``mentions``: passages in which the term is spoken."""
    bold = RichTextElementParts.TextStyle(bold=True)
    name = RichTextElementParts.Text(text=term.term, style=bold)
    said = RichTextElementParts.Text(text=f"：{term.sentence}")
    return [
        RichTextBlock(elements=[RichTextSectionElement(elements=[name, said])]),
        small(wording.EXPLAINED_BY_US, _spoken(mentions)),
        DividerBlock(),
    ]


def explanation_line(term: Term) -> str:
    """Both in one line, where others are talking."""
    return wording.explained_by_us(term.term, term.sentence)


def explanation_lines(term: Term, mentions: int) -> list[str]:
    """The same for who listens instead of looking."""
    return [f"{term.term}：{term.sentence}", wording.EXPLAINED_BY_US, _spoken(mentions)]


def _spoken(mentions: int) -> str:
    return wording.mentioned(mentions) if mentions else wording.UNSPOKEN_TERM
