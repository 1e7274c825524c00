"""What is wished but leaves nothing out: newer first (最近), what a word means (とは), this thread (これについて).

Also what is left of a question: whether there is a word to search, and how long a message is no question any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.asking.folding import Claim
from index.asking.model import ClauseKind, Surroundings
from index.asking.phrasing import WORDS_OF_ASKING

#: 「最近の」, 「今どう」; not 「今後」, 「現在地」, 「最新鋭」, 「最近傍」.
_NEWEST = re.compile(
    r"(?:(?<![一-鿿])(?:最近|直近|近年|昨今|近頃)(?![傍接])|近ごろ|このごろ|このところ|新しい順(?:に|で)?"
    r"|(?<![一-鿿])最新(?=[のはで、\s?。]|$|情報|動向|状況|事例)|(?<![一-鿿])(?:今現在|現在(?![地価進形完位住]))"
    r"|(?<![一-鿿])今(?=[、\s?。]|$|の(?!うち|とこ)|どう|何|は|も(?!う)|でも|やって|一番|困|抱え)|(?:(?<=[\s、。])|(?<!.))いま(?=[、\s]|[一-鿿]|どう|は|の))"
    r"(?:で?は(?!じめ)|でも|も(?!っと)|の|、)?[ ]*"
)
_WHAT = r"(?:何|なに|なん)"
_SUCH = r"(?:どう(?:いう|いった)|どんな)(?:もの|こと|意味)"
_IS_IT = r"(?:ですか|でしょうか|だっけ|なの|のこと)"
_ASKED = r"[?。\s]|$"
#: 「BPRとは」, 「BPRって何」, 「BPRの意味」; not 「困っていることは」, 「とは限らない」, 「とはいえ」,
#: 「他の区って何と言っている」.
_EXPLAINS = re.compile(
    rf"(?<=[一-鿿々ァ-ヺーA-Za-z0-9ぁ-ん」\"])(?:"
    rf"(?<![こひ])とは(?:(?={_ASKED})|(?:一体|いったい|そもそも)?(?:{_WHAT}(?![とて言をかが]){_IS_IT}?|{_WHAT}か(?={_ASKED})|{_SUCH}))"
    rf"|(?:って|というのは|ってのは)(?:{_WHAT}|{_SUCH})(?:(?={_ASKED}|か(?:{_ASKED})|です|でしょ|だろ|もの|を指)|{_IS_IT}){_IS_IT}?"
    rf"|って(?:[?]|{_WHAT}を?する(?:人|もの|ところ|部署|仕事)(?:ですか|なの)?)"
    rf"|の意味(?:は|って|を教え(?:て)?|が(?:わか|分か)らない|(?={_ASKED})))[?]?"
)
_POINTED_AT = r"(?:件|話題?|内容|投稿|メッセージ|スレ(?:ッド)?|質問|点|課題|取り?組み?|発言|テーマ|問題|やつ)"
#: 「これについて」, 「この件」, 「↑」, 「同じような事例」; not 「これから」, 「それぞれ」, 「このように」.
_DEICTIC = re.compile(
    r"(?<![一-鿿])(?:これ(?!から|まで|ら)|それ(?!ぞれ|で(?!は)|から|まで|以)|こちら|そちら|本件|標記(?:の件)?|上記|前述|[↑⇧👆]"
    rf"|(?:この|その|上の|前の|下の){_POINTED_AT}"
    r"|(?:このような|こういう|こういった|そういう|そういった|こんな|そんな|同じような|似たような|同様の|同じ)"
    rf"(?:こと|事例|悩み|例|の|{_POINTED_AT})?)"
)
_CONTENT = re.compile(r"[一-鿿々ァ-ヺA-Za-z0-9]|[ぁ-ん]{5}")

#: More is a message, not a question; fewer characters are a question in pieces (「採用。練馬区。2022年。」).
_MOST_SENTENCES = 2
_SHORT = 50
#: As many characters outside of quotation marks are more than a phrase with what is asked of it.
_BRIEF = 25
_QUOTED = re.compile(r"[「『][^「」『』\n]*[」』]")
#: One sentence of this length was pasted.
_PASTED = 200
_SENTENCE = re.compile(r"[^。!?\n]*[^\s。!?]{2}[^。!?\n]*")


def read_wishes(text: str, surroundings: Surroundings) -> Iterator[Claim]:  # noqa: ARG001 - every recogniser has one form
    """Order and explanation."""
    for kind, pattern in ((ClauseKind.EXPLAINS, _EXPLAINS), (ClauseKind.NEWEST, _NEWEST)):
        for match in pattern.finditer(text):
            yield Claim(kind, match.start(), match.end(), match.end())


def is_message(text: str) -> bool:
    """True for a folded text that is no question: several sentences, or one that was pasted.

    >>> is_message("採用。練馬区。2022年。"), is_message("あ" * 201)
    (False, True)
    """
    sentences = len(_SENTENCE.findall(text))
    return len(text) > _PASTED or (sentences > _MOST_SENTENCES and len(text) > _SHORT)


def is_telling(text: str) -> bool:
    """True for a folded text that tells something and then asks: two sentences, and more than a few words unquoted.

    >>> is_telling("「使いにくい」と現場から言われました。先に試した自治体はどのように説明したのでしょうか。")
    True
    >>> is_telling("「書かない窓口」を教えてください。")
    False
    """
    plain = _QUOTED.sub("", text)
    return len(_SENTENCE.findall(plain)) >= _MOST_SENTENCES and len(plain) > _BRIEF


def last_sentence(text: str) -> tuple[int, int]:
    """Where a folded text's last sentence stands."""
    found = list(_SENTENCE.finditer(text))
    return found[-1].span() if found else (0, 0)


def is_wordless(rest: str) -> bool:
    """True where nothing of a folded text is worth a search.

    >>> is_wordless("これについて教えてください"), is_wordless("採用は?")
    (True, False)
    """
    return _CONTENT.search(WORDS_OF_ASKING.sub(" ", _DEICTIC.sub(" ", rest))) is None


def leans_on_a_thread(rest: str) -> bool:
    """True for これについて and the like with no word of its own."""
    return _DEICTIC.search(rest) is not None and is_wordless(rest)
