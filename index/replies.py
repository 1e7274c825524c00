"""Replies: agreements and thanks. They are found, but never lead, and bring the passage that they answer."""

from __future__ import annotations

import re

#: Characters up to which a passage that agrees or thanks says nothing else.
LONGEST_REPLY = 70

#: How agreement and thanks begin or end: 「そうですね。」, 「国もそうですし…ますね。」, 「…ありがとうございます。」
AGREEING = re.compile(
    r"^(?:はい|ええ|なるほど|確かに|たしかに|そうです|そうなん|おっしゃる|仰る|同感|同じです|まさに|本当に|ぜひ|承知|了解|わかりました|分かりました)"
    r"|(?:も|は)そうです"
    r"|ありがと|有難う|有り難う|感謝|お世話にな|よろしくお願い|宜しくお願い|失礼し"
    r"|(?:ですね|ますね|ですよね|ますよね|でしょうね)[。!！]?$"
)


def is_reply(text: str) -> bool:
    """Tell whether a passage only agrees or thanks.

    >>> is_reply("そうですね。うちも同じです。"), is_reply("庁内の研修は年に12回、延べ800人が受けています。")
    (True, False)
    """
    bare = text.strip()
    return len(bare) <= LONGEST_REPLY and AGREEING.search(bare) is not None
