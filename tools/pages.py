"""App Home, its pages and a notice over the sample, for somebody of 風待区: drawn by ``tools.pictures``."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.answers.overview import Overviews
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.notice import notice
from bot.slack.home import HomePages
from bot.slack.notice_sender import QUOTES
from bot.state.askers import Asker
from bot.state.inbox import Inbox
from bot.state.tables import connect
from index.library import Library

Blocks = list[dict[str, Any]]

OWN = "風待区"
WHO = Asker("T0EXAMPLE", "U0EXAMPLE")


def pages(library: Library) -> dict[str, Blocks]:
    """File name → blocks."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{(Path(folder) / 'pages.sqlite3').as_posix()}")
        with ThreadPoolExecutor(1) as executor:
            delivery = AnswerDelivery(library, Inbox(engine, _now), WebClient(), executor)
        home_pages = HomePages(delivery)
        delivery.memory.people.remember(WHO, OWN)
        theme = delivery.overviews.current().snapshot.membership.themes[0].name
        shown = {
            "home": home_pages.home(WHO),
            "theme": home_pages.theme(theme, 1, WHO),
            "municipality": home_pages.municipality(OWN, 1),
            "welcome": home_pages.welcome(WHO),
        }
        delivery.close()
        engine.dispose()
    return {name: view.to_dict()["blocks"] for name, view in shown.items()} | {"notice": _notice(delivery.overviews)}


def _notice(overviews: Overviews) -> Blocks:
    """Of the newest round."""
    overview = overviews.current()
    newest = overview.roundtables[0].articles[0]
    told = notice(newest, overviews.quotes(overview.telling(newest, QUOTES * 2), QUOTES), WHO.user)
    return [block.to_dict() for block in told.blocks]


def _now() -> datetime:
    return datetime.now(UTC)
