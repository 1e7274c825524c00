"""``python -m tools.tool_pictures FOLDER``: 一覧, 共有 and the shortcuts as Block Kit JSON, to be drawn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from slack_sdk.models.blocks import Block

from bot import wording
from bot.answers.answers import Answers
from bot.answers.quote import MODAL, Quote
from bot.slack.blocks.callback_data import Pointer, ShareForm, Thread
from bot.slack.blocks.comparison import choose_view, comparison_view, table_view
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope, comparison_of
from bot.slack.blocks.quote_modals import cited
from bot.slack.blocks.search import found, related, search_form
from bot.slack.blocks.share import Share, share_form, shared
from bot.state.askers import Asker
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from tools.examples import QUESTION, example
from tools.scenes import Scenes, write

SHARER = Asker("T0EXAMPLE", "U0EXAMPLE")
#: Somebody's message.
POST = "専門人材の公募に応募がありませんでした。報酬や副業の条件を見直すべきか、迷っています。よろしくお願いします。"


def scenes() -> Scenes:
    """File name → blocks."""
    library = Library(SampleShelf(), Analyzer())
    return {**_comparisons(library), **_shares(library), **_shortcuts(library)}


def _comparisons(library: Library) -> Scenes:
    asked = library.understand(QUESTION)
    frame = ComparisonFrame("0123456789abcdef")
    chosen = ComparisonFrame("0123456789abcdef", Scope.CHOSEN, ("星見区", "風待区", "灯野村"), own_left_out=True)
    return {
        "listing": _view(comparison_view(comparison_of(library, asked, frame), frame, None)),
        "listing-chosen": _view(comparison_view(comparison_of(library, asked, chosen, "風待区"), chosen, "風待区")),
        "listing-choose": _view(choose_view(chosen)),
        "listing-table": _view(table_view(comparison_of(library, asked, frame), frame)),
    }


def _shares(library: Library) -> Scenes:
    hit = library.ask(QUESTION).hits[0]
    quote = Quote.cut(1, hit.passage, hit.highlights, 160, reach=library.reach(hit.passage))
    share = Share(quote, datetime.now(UTC), SHARER, "来週の打合せの参考に。\n3ページ目の案と近いと思います。")
    ticket = ShareForm(Pointer.of(hit.passage, quote.excerpt).packed)
    threaded = ShareForm(ticket.pointer, Thread("C0EXAMPLE", "1660000000.000100"))
    why = wording.SHARE_FAILED + wording.why_refused("not_in_channel") + wording.SHARE_INVITE
    return {
        "share-form": _view(share_form(share, ticket)),
        "share-refused": _view(
            share_form(
                share,
                ticket,
                why,
                "C0EXAMPLE",
            )
        ),
        "share-thread": _view(share_form(share, threaded)),
        "cite": _view(cited(quote, datetime.now(UTC))),
        "share": _blocks(shared(share).blocks),
    }


def _shortcuts(library: Library) -> Scenes:
    answers, thread = Answers(library), Thread("C0EXAMPLE", "1660000000.000100")
    return {
        "related": _view(related(answers.related(POST, MODAL), thread)),
        "related-nothing": _view(related(answers.related("よろしくお願いします", MODAL), thread)),
        "search-form": _view(search_form(library.parse_context())),
        "search": _view(found(example(library, "専門人材の採用 年:令和3年度", MODAL))),
    }


def _view(view: Any) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = view.to_dict()["blocks"]
    return blocks


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [block.to_dict() for block in blocks]


if __name__ == "__main__":
    write(scenes())
