"""``/zadankai forget`` and ``/zadankai 通知``: words that are no question when they stand alone. Pure.

They are answered in the ack, at once and to the person alone: no inbox, nothing written down of them.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.text import caseless


class Subcommand(StrEnum):
    """What can be told the bot by its command."""

    #: Delete what is kept of me.
    FORGET = "forget"
    #: Show the setting of notices.
    NOTICES = "notices"
    #: Stop notices here.
    STOP = "stop"


_POLITE = r"(?:ください|下さい|して|お願いします)*"
_FORGET = re.compile(rf"(?:forget|(?:記録を)?(?:忘れて|わすれて|忘れる|消して|削除)){_POLITE}")
_NOTICES = re.compile(rf"(?:通知|お知らせ|notices?)(?:の?設定)?{_POLITE}")
_STOP = re.compile(rf"(?:通知|お知らせ|notices?)[をは]?(?:オフ|off|停止|止めて|とめて|やめて|不要|いらない){_POLITE}")
_ALL = ((_FORGET, Subcommand.FORGET), (_NOTICES, Subcommand.NOTICES), (_STOP, Subcommand.STOP))
_SIGNS = re.compile(r"[\s。．.!！]+")


def subcommand(text: str) -> Subcommand | None:
    """What the whole of ``text`` tells the bot, or None where it is a question.

    >>> subcommand("忘れてください"), subcommand(" ＦＯＲＧＥＴ"), subcommand("通知")
    (<Subcommand.FORGET: 'forget'>, <Subcommand.FORGET: 'forget'>, <Subcommand.NOTICES: 'notices'>)
    >>> subcommand("通知 オフ"), subcommand("通知書の電子化は？")
    (<Subcommand.STOP: 'stop'>, None)
    """
    words = _SIGNS.sub("", caseless(text))
    return next((meaning for pattern, meaning in _ALL if pattern.fullmatch(words)), None)
