"""``python -m tools.shapes``: make the list of all shapes that the bot sends, which ships with it.

The bot is asked on every surface and all that comes back is pressed, chosen and sent, in each of the states below. Of
all that it sends, the longest payload of each kind of view is kept, and as few messages as show every other shape.
``--check`` makes no list: it fails where the one that ships lacks a shape, or has one that is no longer sent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.open_library import open_store
from bot.operations.operator_messages import STALE, OperatorMessages
from bot.operations.shapes import FILE, shipped
from bot.slack.access import Access
from bot.slack.blocks.callback_data import MenuChoice, MenuKind
from bot.slack.blocks.pages import THEME_ACTION
from bot.slack.blocks.quote_block import MENU_ACTION
from bot.slack.notice_sender import NoticeSender
from bot.slack.rate_limit import RateLimit
from bot.state.askers import Asker
from bot.state.notice_queue import NoticeQueue
from bot.state.subscriptions import Subscriptions
from corpus.sample import SampleShelf
from corpus.store.store import Shelf
from index.analysis import Analyzer
from index.library import Library
from tests import ROOT
from tests.bot.many import ManyShelf
from tests.bot.news import article
from tests.fake_slack import payloads
from tests.fake_slack.shapes import shapes, view_kind
from tools.fuzz.catalogue import ASKED, Catalogue
from tools.fuzz.stage import Stage

Payload = dict[str, Any]

#: What is asked: found, near, nothing, filtered, of one's own, of a person, a definition, a list, small talk, nothing.
QUESTIONS = (
    "令和4年度の風待区の採用は？",
    *ASKED,
    "専門人材の採用で困っていることは？",
    "職員のメンタルヘルス研修は？",
    "第8回の専門人材の採用は？",
    "水族館のペンギン",
    "うちの区の研修は？",
    "ありがとう",
    "使い方を教えて",
    "もっと",
    "練馬区は？",
    # A link to an article that is not here.
    "https://note.com/tokyo_cio_forum/n/n000000000001",
    "",
)
#: Passages and conversations that are no longer there.
GONE = ((re.compile(r"-[0-9a-f]{8}-\d+"), "-00000000-9"), (re.compile(r"\b[0-9a-f]{16}\b"), "0" * 16))
STRANGER = ((re.compile(payloads.ASKER), "U0STRANGER"),)
#: What differs from run to run, and what stands for it.
FIXED = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "https://hooks.slack.com"),
    (re.compile(r"\b\d{10}\.\d{6}\b"), "1660000000.000100"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "0123456789abcdef"),
)
TODAY = date(2026, 4, 1)
OWN = "風待区"
ASKER = Asker(payloads.TEAM, payloads.ASKER)
LIST = ROOT / "bot" / "operations" / FILE


@dataclass(slots=True)
class Sent:
    """All that the bot sends, without what differs from run to run."""

    payloads: set[str] = field(default_factory=set)

    def add(self, payload: Payload) -> None:
        """Keep what is a message or a view."""
        view = payload.get("view")
        if isinstance(view, dict):
            self._keep(view)
        elif payload.get("blocks"):
            self._keep({"text": payload["text"], "blocks": payload["blocks"]})

    def _keep(self, payload: Payload) -> None:
        line = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for pattern, instead in FIXED:
            line = pattern.sub(instead, line)
        self.payloads.add(line)

    def chosen(self) -> list[str]:
        """Return the longest of each kind of view, and what else it takes to show every form of a block."""
        longest = sorted(self.payloads, key=lambda line: (-len(line), line))
        chosen: list[str] = []
        for forms in (_kind, _forms):
            shown = {form for line in chosen for form in forms(line)}
            for line in longest:
                if new := forms(line) - shown:
                    chosen.append(line)
                    shown |= new
        return sorted(dict.fromkeys(chosen))


def _kind(line: str) -> set[str]:
    payload = json.loads(line)
    return {view_kind(payload)} if "type" in payload else set()


def _forms(line: str) -> set[str]:
    """Return the forms of blocks in a payload: as Slack may refuse what is right by itself beside something else."""
    payload = json.loads(line)
    return {" ".join(sorted(shapes({**payload, "blocks": [block]}))) for block in payload["blocks"]}


@contextmanager
def stage(sent: Sent, shelf: Shelf | None = None, **options: Any) -> Iterator[Stage]:
    """The bot with a database of its own, on a day that is always the same."""
    library = Library(shelf or SampleShelf(), Analyzer(), today=lambda: TODAY)
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{(Path(folder) / 'shapes.sqlite3').as_posix()}"
        with Stage.over(database, library, sent.add, **options) as made:
            made.slack.web.any_shape = True
            yield made


def first_use(sent: Sent) -> None:
    """All is pressed, then again by a stranger, after it is gone, and where nothing can be posted."""
    with stage(sent) as bot:
        catalogue = Catalogue.of(bot, QUESTIONS, depth=3, each=3)
        known = [payload for of_kind in catalogue.kinds.values() for payload in of_kind]
        # A stranger has not said which municipality is theirs.
        _again(bot, [payload for payload in known if "own_muni" not in json.dumps(payload.get("actions"))], STRANGER)
        _again(bot, known, GONE)
        for error in ("not_in_channel", "is_archived", "restricted_action"):
            bot.slack.web.refused |= dict.fromkeys(("C0DXROOM", "C1", payloads.DIRECT), error)
            _again(bot, known)
        bot.slack.web.denied |= dict.fromkeys(("views.open", "views.push"), "expired_trigger_id")
        _again(bot, known)
        bot.slack.web.denied.clear()
        _press(bot, THEME_ACTION, "以前のテーマ")
        asked, reply, *_ = bot.delivery.library.snapshot.passages
        _press(bot, MENU_ACTION, MenuChoice(MenuKind.REPLY, asked, answered_by=reply).packed)


def own_known(sent: Sent) -> None:
    """The person's own municipality is known, they get notices, and they operate the bot."""
    with stage(sent, contact="情報政策課（内線1234）", operators=[payloads.ASKER]) as bot:
        bot.delivery.remember(ASKER, OWN)
        Subscriptions(bot.delivery.inbox.engine, bot.delivery.inbox.clock).add(payloads.ASKER, ASKER)
        Catalogue.of(bot, QUESTIONS, depth=3, each=3)
        _ask_in_a_thread(bot)
        engine, clock = bot.delivery.inbox.engine, bot.delivery.inbox.clock
        OperatorMessages([payloads.ASKER], bot.delivery.library, engine, bot.delivery.client, clock).tell(2 * STALE)


def _ask_in_a_thread(bot: Stage) -> None:
    """Ask about what others have written there, with the scope to read it and without."""
    root = "1660000000.000001"
    bot.slack.web.threads[root] = [
        {"ts": root, "user": "U0WRITER", "text": "専門人材の採用が難しく、応募が集まりません。"}
    ]
    for scope in ("", ",channels:history"):
        bot.slack.web.scopes += scope
        bot.send(payloads.mention(bot.slack.numbers, "これについて他の区は？", thread_ts=root))


def many(sent: Sent) -> None:
    """62 municipalities, a speech of any length each."""
    with stage(sent, ManyShelf()) as bot:
        Catalogue.of(bot, ("窓口の予約は？", "待ち時間を一覧で", "他の区の窓口は？"), depth=4, each=4)


def news(sent: Sent) -> None:
    """There is no article yet; then one is announced to a person and a channel."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{(Path(folder) / 'news.sqlite3').as_posix()}")
        with stage(sent, store, contact="情報政策課（内線1234）") as bot:
            Catalogue.of(bot, ASKED[:2], depth=1, each=1)
            delivery = bot.delivery
            queue = NoticeQueue(delivery.inbox.engine, delivery.inbox.clock)
            sender = NoticeSender(delivery.overviews, queue, delivery.client)
            for receiver in (payloads.ASKER, payloads.CHANNEL):
                Subscriptions(delivery.inbox.engine, delivery.inbox.clock).add(receiver, ASKER)
            # The first ones ever are not announced.
            for number in (1, 2):
                store.put(article(number))
                delivery.library.refresh()
                sender.look()
            before = len(bot.slack.posts)
            sender.start()
            bot.slack.wait_for_posts(before + 2)
            sender.close()
            Catalogue.of(bot, ASKED[:2], depth=2, each=2)
        store.engine.dispose()


def turned_away(sent: Sent) -> None:
    """Strangers, and those who ask too often or while too much waits."""
    for access in (
        Access((), lambda _: 0, 9, RateLimit(9)),
        Access({payloads.TEAM}, lambda _: 9, 1, RateLimit(9)),
        Access({payloads.TEAM}, lambda _: 0, 9, RateLimit(0)),
    ):
        with stage(sent, access=access) as bot:
            Catalogue.of(bot, ASKED[:1], depth=1, each=1)


#: The states in which the bot is used. Where it learns to send something new, one of them must lead to it.
STATES: Sequence[Callable[[Sent], None]] = (first_use, own_known, many, news, turned_away)


def _again(bot: Stage, known: Sequence[Payload], changes: Sequence[tuple[re.Pattern[str], str]] = ()) -> None:
    """Send payloads again, as new ones, with such changes."""
    for payload in known:
        written = json.dumps(payload, ensure_ascii=False)
        for pattern, instead in changes:
            written = pattern.sub(instead, written)
        new = {"event_id": bot.slack.numbers.event_id(), "trigger_id": bot.slack.numbers.trigger()}
        bot.send({**json.loads(written), **{name: value for name, value in new.items() if name in payload}})


def _press(bot: Stage, action_id: str, value: str) -> None:
    """Press what is seldom offered."""
    bot.send(payloads.click(bot.slack.numbers, {"type": "button", "action_id": action_id, "value": value}))


def made() -> list[str]:
    """Return the lines of the list."""
    sent = Sent()
    for state in STATES:
        state(sent)
    return sent.chosen()


def stale(lines: Sequence[str]) -> list[str]:
    """Return what the list that ships lacks, and what it has too much."""
    sent = {shape for line in lines for shape in shapes(json.loads(line))}
    listed = {shape for each in shipped() for shape in shapes(each.payload)}
    return [
        *(f"not on the list: {shape}" for shape in sorted(sent - listed)),
        *(f"no longer sent: {shape}" for shape in sorted(listed - sent)),
    ]


def main() -> int:
    """Make the list, or compare it with the one that ships."""
    parser = argparse.ArgumentParser(prog="python -m tools.shapes", description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what the list lacks, and change nothing")
    check = parser.parse_args().check
    lines = made()
    wrong = stale(lines) if check else []
    if not check:
        # Without a time in it, the same list is the same file.
        LIST.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    for each in wrong:
        sys.stdout.write(f"{each}\n")
    count = len({shape for line in lines for shape in shapes(json.loads(line))})
    sys.stdout.write(f"{count} shapes in {len(lines)} messages and views\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
