"""Connectives: whether a sentence depends on the one before it, so that no quote should begin with it, or qualifies it.

In doubt a sentence is dependent: the price is one sentence more in a quote, not a quote that nobody understands.
"""

from __future__ import annotations

import re

#: White space, and a bracket that opens before the first word: 「（そのほか）」.
_BEFORE = r"[\s（(]*+"

#: 「そうした声を受けて」, 「また、」, 「もう一つは」.
#: Not: それぞれ, これから, これまで, このたび, ここ数年, またがる, 一方的.
_DEPENDENT = re.compile(
    _BEFORE
    + r"""(?:
      そ(?:う(?!いえば)|の|れ(?!ぞれ)|こ|ちら|んな|して|ういう)
    | こ(?:う(?:し|い)|の(?!たび|度)|れ(?!から|まで)|こ(?!数|[0-9０-９一二三]|最近|のところ)|ちら|んな)
    | あ(?:の|れ|んな|あいう|あした)(?!、)
    | (?:しかし|けれど|だけど|ですけ|でも|とはいえ|とは言え|もっとも(?=[、，])|ところが|ところで|逆に|反対に|他方)
    | 一方(?!通行|的)
    | また(?![がいぎげ])
    | ただ(?!いま|今|ちに|でさえ)
    | (?:なお|ちなみに|さらに|更に|加えて|くわえて|同様|同じく|併せて|あわせて|おまけに|しかも|かつ(?=[、，]))
    | (?:ですから|だから|なので|ですので|したがって|従って|よって|ゆえに|すると)
    | (?:では|で|が)(?=[、，])
    | (?:つまり|要するに|すなわち|たとえば|例えば|というの[はも]|と[言い]いますの|なぜなら|とりわけ|次に(?=[、，]))
    | (?:もう[一1１]|もうひとつ|[二三四2-9２-９](?:つ目|点目|番目)|第[二三四2-9２-９]に)
    | (?:前者|後者|両者|いずれも|どちらも)
    )""",
    re.VERBOSE,
)

#: 「ただ、費用が…」 after a quote would qualify what was quoted. Not: ただいま, 一方的.
_QUALIFYING = re.compile(
    _BEFORE
    + r"""(?:
      ただ(?!いま|今|ちに|でさえ)
    | しかし | けれど | だけど | でも(?=[、，]) | ところが | とはいえ | とは言え | もっとも(?=[、，])
    | 一方(?!通行|的) | 他方
    )""",
    re.VERBOSE,
)


def depends_on_previous(sentence: str) -> bool:
    """Tell whether a sentence needs the one before it to be understood.

    >>> depends_on_previous("そうした声を受けて、窓口を直しました。"), depends_on_previous("それぞれの課で直しました。")
    (True, False)
    """
    return _DEPENDENT.match(sentence) is not None


def qualifies_previous(sentence: str) -> bool:
    """Tell whether a sentence qualifies what was said before it, so that no quote may end before it.

    >>> qualifies_previous("ただ、費用が足りません。"), qualifies_previous("ただいま準備しています。")
    (True, False)
    """
    return _QUALIFYING.match(sentence) is not None
