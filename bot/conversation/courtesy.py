"""Greetings and calls for help: answered with one friendly sentence, never searched. Pure.

The whole message must be the greeting: 「こんにちは、採用について教えて」 is a question.
"""

from __future__ import annotations

import re
import unicodedata

from bot import wording

_HELLO = (
    r"(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして"
    r"|お疲れ(?:さま|様)(?:です)?|やあ|hello|hi|hey)"
)
_HELP = r"(?:使い方|つかいかた|使いかた|ヘルプ|へるぷ|help|何ができ(?:る|ますか)|なにができ(?:る|ますか))"
_HELP_TAIL = r"(?:を|は|が)?(?:教えて|おしえて|知りたい|見せて)?(?:ください|下さい|です)?"
_THANKS = (
    r"(?:どうも)?(?:ありがとう|有難う|有り難う|サンキュー|thanks|thankyou)(?:ございま(?:す|した))?"
    r"|助かりました|助かります"
)
_POLITE = r"(?:よろしく)?(?:お願い(?:し|いたし|致し)ます|おねがいします)?"

_SENTENCES = (
    (re.compile(f"(?:{_HELLO})(?:{_POLITE})"), wording.HELLO),
    (re.compile(f"(?:{_HELP})(?:{_HELP_TAIL})"), wording.HELP),
    (re.compile(f"(?:{_THANKS})"), wording.THANKS),
)
#: Signs that carry no words: 「こんにちは！」 and 「ヘルプ？」 are what they are without them.
_SIGNS = re.compile(r"[\s、。，．,.!?！？…~〜ー\-♪🙏🙇😊:;()（）]+")


def courtesy(text: str) -> str | None:
    """The sentence that answers ``text``, or None where it is a question.

    >>> courtesy("ありがとう！") == wording.THANKS
    True
    >>> courtesy("こんにちは、採用について") is None
    True
    >>> courtesy("？") == wording.HELP
    True
    """
    words = _SIGNS.sub("", unicodedata.normalize("NFKC", text).lower())
    if not words:
        return wording.HELP
    return next((sentence for pattern, sentence in _SENTENCES if pattern.fullmatch(words)), None)
