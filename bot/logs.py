"""Log lines: for people or as JSON, with the id of their request, and without anybody's words.

Callers never log what people write, their names, ids or tokens. As a second barrier, the message of an exception and
all lines of Slack's libraries are reduced to their place here (they quote what was received), and what looks like a
token, a password or an id of Slack's is replaced by ``…``. A StoreError keeps its message: it names database and fix.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars, merge_contextvars
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from bot.settings import LogForm
from corpus.errors import StoreError
from corpus.text import printable, printable_json

log = logging.getLogger(__name__)

Line = MutableMapping[str, Any]

#: Slack's tokens, its one-use URLs, passwords in URLs, and ids of users, channels, teams and events.
_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^\s/@]*:[^\s/@]*(?=@)|(?<=ticket=)[^\s&]+|(?<=password=)[^\s&]+|hooks\.slack\.com/\S+"
    r"|\b(?:[UWCDGTEB]|Ev)(?=[A-Z]*[0-9])[0-9A-Z]{7,}\b"
)
#: What would begin a line of its own, or move a terminal's cursor.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: Innermost frames of an error that are shown.
_FRAMES = 6
#: Lowest level of other packages' lines: those below quote URLs, payloads and sessions.
_FOREIGN: tuple[tuple[str, int], ...] = (
    ("slack_bolt", logging.ERROR),
    ("slack_sdk", logging.ERROR),
    ("websockets", logging.ERROR),
    ("httpx", logging.WARNING),
    ("alembic.runtime.plugins", logging.WARNING),
)
#: Those of them whose words are left out.
_QUOTING = frozenset({"slack_bolt", "slack_sdk", "websockets", "httpx"})


def configure(form: LogForm, stream: TextIO | None = None) -> None:
    """Write all log lines of this process to *stream* (default: standard error) in *form*; call once, at the entry."""
    before: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _foreign_as_place,
        _exception_as_place,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Processor = _json_line if form is LogForm.JSON else _plain_line
    handler = logging.StreamHandler(stream)
    # After the message was formatted: a secret may be in it or in its arguments.
    after: list[Processor] = [ProcessorFormatter.remove_processors_meta, redact, renderer]
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=before, processors=after))
    # On the handler, because Bolt sets levels on its loggers.
    handler.addFilter(_is_logged)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


def take_over_tracebacks() -> None:
    """Log uncaught exceptions of the process and its threads as lines: a traceback may quote data."""
    sys.excepthook = lambda kind, error, trace: log.critical("ended", exc_info=(kind, error, trace))
    threading.excepthook = lambda args: log.critical(
        "a thread ended", exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    )


def mark(event_id: str) -> None:
    """Mark this thread's lines with the id of an event from now on, until the next mark.

    For Bolt, whose middleware returns before a listener is called.
    """
    clear_contextvars()
    bind_contextvars(request=request_id(event_id))


def request(event_id: str) -> AbstractContextManager[None]:
    """Mark the lines of a block with the id of an event, hashed so that no trigger id is logged.

    ``ListenerPool`` carries the mark over to its threads.
    """
    return bound_contextvars(request=request_id(event_id))


def request_id(event_id: str) -> str:
    """Return eight hex digits that stand for an event."""
    return hashlib.sha256(event_id.encode()).hexdigest()[:8]


def redact(_logger: Any, _method: str, line: Line) -> Line:
    """Replace secrets and control characters in every value of a line.

    >>> redact(None, "", {"event": "http://hana:himitsu@proxy:8080 refused xoxb-1-a"})
    {'event': 'http://…@proxy:8080 refused …'}
    """
    return {name: _CONTROL.sub(" ", _SECRETS.sub("…", str(value))) for name, value in line.items()}


def _is_logged(record: logging.LogRecord) -> bool:
    return all(record.levelno >= level for name, level in _FOREIGN if f"{record.name}.".startswith(f"{name}."))


def _foreign_as_place(_logger: Any, _method: str, line: Line) -> Line:
    """Return a line of Slack's libraries without its words: they quote answers, whoever gave them."""
    record = line.get("_record")
    if isinstance(record, logging.LogRecord) and record.name.partition(".")[0] in _QUOTING:
        line["event"] = f"an error at {record.module}:{record.lineno} {record.funcName}"
    return line


def _exception_as_place(_logger: Any, _method: str, line: Line) -> Line:
    """Return the line with an exception's type and where it was raised; of its words, with the database's only."""
    error = line.pop("exc_info", None)
    record = line.get("_record")
    if not error and isinstance(record, logging.LogRecord):
        error = record.exc_info
        record.exc_info, record.exc_text = None, None
    if isinstance(error, tuple) and error[0] is not None:
        words = f": {error[1]}" if isinstance(error[1], StoreError) else ""
        line["error"] = _type_and_place(error[0], error[2]) + words
    return line


def _type_and_place(kind: type[BaseException], trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{kind.__module__}.{kind.__qualname__} at {places}"


def _plain_line(_logger: Any, _method: str, line: Line) -> str:
    rest = " ".join(f"{name}={value}" for name, value in line.items() if name not in _HEAD)
    words = " ".join(filter(None, (*(str(line.get(name, "")) for name in _HEAD), rest)))
    # One line, whatever is in it: no second one is forged.
    return printable(words.replace("\n", " "))


def _json_line(_logger: Any, _method: str, line: Line) -> str:
    return printable_json(json.dumps(line, ensure_ascii=False))


_HEAD = ("timestamp", "level", "logger", "event")
