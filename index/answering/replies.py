"""Replies and questions: they are found, but never lead; a reply brings the passage that it answers."""

from __future__ import annotations

import re

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
    """Tell whether a passage is a question to the others: it is found, but what answers it comes first.

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
