"""Log lines: for people or for programs, with a request's id through all of its lines, and without anybody's words.

What people write, their names and all tokens stay out: by those who log, and here once more by leaving out what an
exception says (its message may quote anything) and by striking out what looks like a token or a password.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars, merge_contextvars
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from bot.settings import LogForm

log = logging.getLogger(__name__)

Line = MutableMapping[str, Any]

#: Slack's tokens, its one-use addresses, and the password of an address.
_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^\s/@]*:[^\s/@]*(?=@)|(?<=ticket=)[^\s&]+|(?<=password=)[^\s&]+|hooks\.slack\.com/\S+"
)
#: Innermost frames of an error that are shown.
_FRAMES = 6
#: What of slack_sdk's own lines is worth a line of ours; its others quote addresses, payloads and sessions.
_FOREIGN: tuple[tuple[str, int], ...] = (
    ("slack_bolt", logging.ERROR),
    ("slack_sdk", logging.ERROR),
    ("httpx", logging.WARNING),
    ("alembic.runtime.plugins", logging.WARNING),
)


def configure(form: LogForm, stream: TextIO | None = None) -> None:
    """Send every line of this process to ``stream`` (standard error) in this form: to be called once, at the entry."""
    before: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _told,
        stamp(),
    ]
    renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if form is LogForm.JSON else _plain_line
    handler = logging.StreamHandler(stream)
    # After the message was put together with its arguments: what is struck out may stand in either.
    after: list[Processor] = [ProcessorFormatter.remove_processors_meta, discreet, renderer]
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=before, processors=after))
    # By the handler: Bolt gives its loggers levels of their own.
    handler.addFilter(_is_worth_a_line)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


def take_over_tracebacks() -> None:
    """Let what ends this process or one of its threads be a line like all others: a traceback quotes what failed."""
    sys.excepthook = lambda kind, error, trace: log.critical("ended", exc_info=(kind, error, trace))
    threading.excepthook = lambda args: log.critical("a thread ended", exc_info=_excepted(args))


def stamp() -> structlog.processors.TimeStamper:
    """The moment, in UTC."""
    return structlog.processors.TimeStamper(fmt="iso", utc=True)


def mark(event_id: str) -> None:
    """Mark this thread's lines from now on by what they belong to; the next mark takes its place.

    For Bolt, whose middleware has returned before a listener is called.
    """
    clear_contextvars()
    bind_contextvars(request=request_id(event_id))


@contextmanager
def request(event_id: str) -> Iterator[None]:
    """Mark the lines within by what they belong to; an id is shortened, so that no trigger stands in a log.

    Also in threads of ``limits.Listeners`` that were asked from within.
    """
    with bound_contextvars(request=request_id(event_id)):
        yield


def request_id(event_id: str) -> str:
    """Eight digits that stand for an event.

    >>> request_id("Ev1") == request_id("Ev1") != request_id("Ev2")
    True
    """
    return hashlib.sha256(event_id.encode()).hexdigest()[:8]


def discreet(_logger: Any, _method: str, line: Line) -> Line:
    """Strike out secrets of every value of a line.

    >>> discreet(None, "", {"event": "http://hana:himitsu@proxy:8080 refused xoxb-1-a"})
    {'event': 'http://…@proxy:8080 refused …'}
    """
    return {name: _SECRETS.sub("…", str(value)) for name, value in line.items()}


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    return all(record.levelno >= level for name, level in _FOREIGN if f"{record.name}.".startswith(f"{name}."))


def _told(_logger: Any, _method: str, line: Line) -> Line:
    """An exception as its kind and where it was raised; never what it says."""
    error = line.pop("exc_info", None)
    record = line.get("_record")
    if not error and isinstance(record, logging.LogRecord):
        error = record.exc_info
        record.exc_info, record.exc_text = None, None
    if isinstance(error, tuple) and error[0] is not None:
        line["error"] = _named(error[0], error[2])
    return line


def _named(kind: type[BaseException], trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{kind.__module__}.{kind.__qualname__} at {places}"


def _plain_line(_logger: Any, _method: str, line: Line) -> str:
    rest = " ".join(f"{name}={value}" for name, value in line.items() if name not in _HEAD)
    return " ".join(filter(None, (*(str(line.get(name, "")) for name in _HEAD), rest)))


def _excepted(args: threading.ExceptHookArgs) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    return args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback


_HEAD = ("timestamp", "level", "logger", "event")
