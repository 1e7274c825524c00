"""Log lines say what happened to which request, and hold no personal data."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import logs
from bot.settings import LogForm
from corpus.errors import StoreError
from corpus.storage.database import connect


@contextmanager
def written(form: LogForm) -> Iterator[io.StringIO]:
    """Yield the log of this process inside the block; restore the logging afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    try:
        logs.configure(form, stream)
        yield stream
    finally:
        root.handlers[:], root.level = handlers, level
        sys.excepthook, threading.excepthook = hooks


def test_a_json_line_has_its_moment_level_logger_and_request() -> None:
    with written(LogForm.JSON) as stream, logs.request("Ev1"):
        logging.getLogger("bot.slack.answer_delivery").info("answered in a %s", "mention")
    line = json.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "answered in a mention",
        "level": "info",
        "logger": "bot.slack.answer_delivery",
        "request": logs.request_id("Ev1"),
    }


def test_after_a_request_lines_bear_its_id_no_more() -> None:
    with written(LogForm.JSON) as stream:
        with logs.request("Ev1"):
            pass
        logging.getLogger("bot").info("idle")
    assert "request" not in json.loads(stream.getvalue())


def test_a_console_line_is_one_line_for_people() -> None:
    with written(LogForm.CONSOLE) as stream:
        logging.getLogger("bot.slack.answer_delivery").warning("slow")
    moment, level, logger, event = stream.getvalue().split()
    assert (level, logger, event) == ("warning", "bot.slack.answer_delivery", "slow")
    assert moment.startswith("20")


def test_what_an_exception_says_stays_out_and_where_it_was_raised_stands_in() -> None:
    with written(LogForm.JSON) as stream:
        try:
            int("内緒の研修について")
        except ValueError:
            logging.getLogger("bot").exception("a listener failed")
    line = json.loads(stream.getvalue())
    assert "内緒" not in stream.getvalue()
    assert line["error"].startswith("builtins.ValueError at ")
    assert "test_logs.py" in line["error"]


def test_what_the_database_says_stands_in_with_its_name_and_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_text("no database" * 100)
    with written(LogForm.JSON) as stream:
        for address in (f"sqlite:///{tmp_path / 'x.sqlite3'}", "postgres://hana:himitsu@127.0.0.1:1/zadankai"):
            try:
                connect(address)
            except StoreError:
                logging.getLogger("bot").exception("a listener failed")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first["error"].endswith("x.sqlite3: file is not a database")
    assert "postgresql://127.0.0.1/zadankai: connection failed" in second["error"]
    assert "himitsu" not in stream.getvalue()


@pytest.mark.parametrize(
    "secret",
    ["xoxb-1-abc", "xapp-1-A0-abc", "xoxe.xoxb-1-abc", "https://hooks.slack.com/commands/T1/2/abc"],
)
@pytest.mark.parametrize("form", list(LogForm))
def test_a_secret_in_a_message_or_its_arguments_is_struck_out(secret: str, form: LogForm) -> None:
    with written(form) as stream:
        logging.getLogger("bot").error("refused %s", secret)
        logging.getLogger("bot").error(f"refused {secret}")  # noqa: G004 - as a library would
    assert "abc" not in stream.getvalue()


def test_passwords_of_proxies_and_databases_are_struck_out() -> None:
    with written(LogForm.CONSOLE) as stream:
        logging.getLogger("bot").error("proxy: http://hana:himitsu@proxy.test:8080, wss://x/link/?ticket=himitsu2")
    assert "himitsu" not in stream.getvalue()
    assert "proxy.test:8080" in stream.getvalue()


@pytest.mark.parametrize("form", list(LogForm))
def test_what_a_proxy_s_page_says_is_in_no_line_and_begins_none(form: LogForm) -> None:
    page = "内緒の研修について\n2026-04-01T00:00:00Z info bot answered"
    with written(form) as stream:
        logging.getLogger("slack_sdk.web.base_client").error(f"Failed to decode Slack API response: {page}")  # noqa: G004 - as it does
        logging.getLogger("bot").error("refused: %s", "a\nb\u2028c")
    foreign, ours = stream.getvalue().splitlines()
    assert "内緒" not in foreign
    assert "test_logs" in foreign
    assert "refused: a b c" in ours


@pytest.mark.parametrize("slack_id", ["U0123ABCD", "C0123ABCDEF", "T9TK3CUKW", "Ev08MFMKH6", "W012A3CDE"])
def test_an_id_of_slack_s_is_struck_out(slack_id: str) -> None:
    with written(LogForm.JSON) as stream:
        logging.getLogger("bot").error("not told: %s (ZADANKAI_DATABASE_URL, UTF-8, DATABASE)", slack_id)
    assert slack_id not in stream.getvalue()
    assert "ZADANKAI_DATABASE_URL, UTF-8, DATABASE" in stream.getvalue()


def test_what_ends_a_thread_is_a_line_without_its_words() -> None:
    with written(LogForm.JSON) as stream:
        logs.take_over_tracebacks()
        thread = threading.Thread(target=int, args=("内緒の採用",))
        thread.start()
        thread.join()
    line = json.loads(stream.getvalue())
    assert line["event"] == "a thread ended"
    assert line["error"].startswith("builtins.ValueError")
    assert "内緒" not in stream.getvalue()


def test_lines_that_quote_payloads_are_not_kept() -> None:
    with written(LogForm.CONSOLE) as stream:
        # As Bolt does, whatever the level of those above.
        logging.getLogger("slack_bolt.App").setLevel(logging.INFO)
        logging.getLogger("slack_bolt.App").warning("Unhandled request ({'text': '内緒'})")
        logging.getLogger("slack_sdk.web").info("https://slack.com/api/chat.postMessage")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("form", list(LogForm))
def test_a_log_line_is_one_line_that_no_terminal_obeys(form: LogForm) -> None:
    hostile = "n1\x1b]0;x\x07\x9b2J\r\n2026-04-01 critical bot ended\u202e\u2028"
    with written(form) as stream:
        logging.getLogger("bot").error("quote refused: %s", hostile)
    printed = stream.getvalue()
    assert (printed.count("\n"), printed[-1]) == (1, "\n")
    assert not {"\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2028"} & set(printed)
    if form is LogForm.JSON:
        event = json.loads(printed)["event"]
        assert event == "quote refused: n1 ]0;x  2J  2026-04-01 critical bot ended\u202e "
