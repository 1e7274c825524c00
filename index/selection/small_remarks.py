"""Small remarks: agreements, thanks and questions. They are found, but not shown before what says more.

Also 東京都's reply to a municipality, a passage of its own that is shown with the municipality's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.model import METROPOLIS, BlockKind, Passage
from index.filters import municipality, whose

#: Characters up to which a passage that begins by agreeing, or ends on 「…ですね」, says nothing of its own.
LONGEST_AGREEMENT = 60

#: Characters up to which a passage that ends in thanks is only the end of a talk.
LONGEST_THANKS = 80

AGREEMENT = re.compile(
    r"""
    ^(?:はい|ええ|なるほど|確かに|たしかに|そうです|そうなん|おっしゃる|仰る|同感|同じです|まさに|本当に|ぜひ|承知|了解
       |(?:わ|分)かりました|ありがと|有難う|有り難う)
    | [もは]そうです
    | (?:です|ます|でしょう)よ?ね[。！!]?$
    """,
    re.VERBOSE,
)

THANKS = re.compile(r"(?:ありがと|有難う|有り難う|感謝|お世話にな|よろしくお願い|宜しくお願い|失礼)[^。！!]*[。！!]?$")


#: Characters up to which a passage with a question in it says little of its own.
LONGEST_QUESTION = 120

#: At the end of any sentence: who asks often says after it why (「…お考えでしょうか。競争は激しいと感じています。」).
QUESTION = re.compile(
    r"""
    (?:か|かね)[。？?]
    | (?:か|かね|でしょう)[。？?]?$
    | (?:伺|うかが|お聞き|お聴き)(?:い|し|わせ|かせ)?(?:たい|ます|て(?:ください|下さい|いただ))
    | (?:聞かせ|お聞かせ|教え|お教え|お話し)(?:て)?(?:ください|下さい|いただけ|頂け)
    """,
    re.VERBOSE,
)


def asks(text: str) -> bool:
    """Tell whether a passage is a question to the others: it is found, but answers come first.

    >>> asks("採用は、どのようにお考えでしょうか。競争は激しいようです。"), asks("採用は難しいです。")
    (True, False)
    """
    bare = text.strip()
    return len(bare) <= LONGEST_QUESTION and QUESTION.search(bare) is not None


def is_reply(text: str) -> bool:
    """Tell whether a passage only agrees or thanks.

    >>> is_reply("そうですね。うちも同じです。"), is_reply("庁内の研修は年に12回、延べ800人が受けています。")
    (True, False)
    """
    bare = text.strip()
    agrees = len(bare) <= LONGEST_AGREEMENT and AGREEMENT.search(bare)
    return bool(agrees or (len(bare) <= LONGEST_THANKS and THANKS.search(bare)))


#: Characters up to which a remark that begins with 「…ですね。」 says nothing of its own.
LONGEST_REACTION = 120
REACTION = re.compile(
    r"^[^。！!]{2,60}(?:(?:です|ます|でした|ました|でしょう)よ?ね|(?:数字|話|取組|工夫|こと)です|参考になりました)[。！!]"
)


def reacts(passage: Passage) -> bool:
    """Tell whether a passage of the forum's own speakers only takes up what was said: 「現実的な作戦ですね。…」."""
    text = passage.text.strip()
    return municipality(passage) is None and len(text) <= LONGEST_REACTION and REACTION.search(text) is not None


def is_small_remark(passage: Passage) -> bool:
    """Tell whether a passage says nothing of its own: it asks or agrees (「そうですね、研修は大事ですね。」)."""
    return is_reply(passage.text) or asks(passage.text)


def metropolis_reply(passage: Passage, following: Iterable[Passage]) -> Passage | None:
    """Return 東京都's reply: the first passage of its next speech in the section that does more than agree.

    If all of them only agree, the first. None if another body speaks before, or if ``passage`` is no municipality's.
    ``following``: the passages after it in its section.
    """
    responder = None if municipality(passage) is None else _reply_index(passage)
    speech = [later for later in following if later.speech_index == responder]
    telling = (each for each in speech if not is_reply(each.text))
    return next(telling, speech[0] if speech else None)


def _reply_index(passage: Passage) -> int | None:
    """Return the index in its section of the speech that is 東京都's reply; None if there is none.

    Read from the transcript: what is hidden is not in the index, and has been answered all the same.
    """
    body = whose(passage)
    for later in range(passage.speech_index + 1, len(passage.section.speeches)):
        speaking = whose(replace(passage, speech_index=later))
        if speaking != body:
            return later if speaking == METROPOLIS and not has_unidentified_between(passage, later) else None
    return None


def has_unidentified_between(passage: Passage, later: int) -> bool:
    """Tell whether unidentified text, perhaps a speech, is between a passage's speech and a later one."""
    start, end = passage.speech.span.end, passage.section.speeches[later].span.start
    between = [block.kind for block in passage.transcript.blocks if start <= block.span.start and block.span.end <= end]
    # Each speech has one label; one more is above words that are stray.
    return BlockKind.STRAY in between or between.count(BlockKind.LABEL) > later - passage.speech_index
