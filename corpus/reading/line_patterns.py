"""Patterns of single lines, from lines of real articles.

Each looks at one line only; ``head.py`` and ``body.py`` define the order in which they are tried. Patterns match folded
text (NFKC: ``（）：～`` are ``():~``, ``…`` is ``...``) unless their name says ``RAW``: NFKC turns ``①`` into ``1``.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.offices import CHIEF, ROLE_WORD

#: 「参加者(敬称略)」, 「【参加者（敬称略）】」.
PARTICIPANTS_HEADER = re.compile(r"[【\[■]?\s*参加者\s*(\(敬称略\))?\s*[】\]]?:?")
#: 「議題」, 「【議題】」.
AGENDA_HEADER = re.compile(r"[【\[■]?\s*(議題|テーマ)\s*[】\]]?:?")
#: 「① 区のDX推進方針について」: ``①`` … ``⑳``, or 「1.」, 「(1)」, 「・」.
RAW_AGENDA_ITEM = re.compile(r"\s*+(?:[①-⑳]|[(（]?[0-9０-９]{1,2}[.．)）、]|・)\s*+(?P<item>\S.*)")

#: 「第27回は…」, 「第27回座談会として」, 「第5回東京都・区市町村CIOフォーラム座談会」; not 「第2回の会議」.
ROUND = re.compile(r"第\s*(?P<round>\d{1,3})\s*回(?=\s*(?:は|「|[^\s、。はの]{0,24}(?:座談会|対談)))")
#: 「令和4年8月22日」, 「令和元年5月1日」, 「2021年8月16日」.
DATE = re.compile(
    r"(?:令和\s*(?P<era>元|\d{1,2})|(?P<year>20\d\d))\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
)
#: A word that the sentence with the talk's date contains.
TALK = re.compile(r"対談|座談会")

#: 「②」 at the end of a title's clause, and 「part2」.
RAW_PART_SIGN = re.compile(r"[①-⑨]")
PART_WORD = re.compile(r"part\s*(?P<part>\d)", re.IGNORECASE)
#: 「全2回の後半です」, 「この記事は全2回でお届けします」.
PARTS = re.compile(r"全\s*(?P<parts>\d)\s*回")
#: 「全2回の後半です」, 「座談会の後編をお届けします」; not 「令和3年度の後半に」.
HALF = re.compile(r"(?:回|座談会|対談)の(?P<half>前半|後半|前編|後編)(?:です|を|に)")
#: 「前半はこちら」: the line links to the other part, so this is not that one.
OTHER_HALF = re.compile(r"(?P<half>前半|後半|前編|後編)は(?:こちら|下記|以下)")

#: 「―お時間も来たようですので」: real articles use U+2015; copies may have the others.
MODERATOR = re.compile(r"[―—─–]|--")
#: 「※CIO(情報統括責任者):…」.
NOTE = re.compile(r"[※*]")
#: 「前半はこちら」 as a line of its own, or a bare address.
LINK = re.compile(r"(?:前半|後半|前編|後編|続き).{0,6}こちら.{0,3}|https?://\S+")
#: 「本取組については、今後も継続して実施する予定です。」, 「この記事が気に入ったらサポートをしてみませんか?」.
#: Matched against the whole line: a speech may begin with these words too.
FOOTER = re.compile(
    r"本取組(?:について)?は、今後も.{0,40}(?:予定|いきます|まいります).*|次回もお楽しみに(?:ください)?[!。]*"
    r"|この記事が気に入ったら.*|いいなと思ったら応援.*"
)
#: Captions and alternative texts between speeches: 「見出し画像」, 「キャプチャ」, 「図5」, 「画像1」,
#: 「練馬区の皆さん」, 「中村副区長(ぼかし後送付用)」, 「写真左から…」, file names, markdown images. None contains
#: a sentence: 「写真は撮りません。」 is speech.
CAPTION = re.compile(
    r"(?!.*。)(?:見出し画像|キャプチャ\d*|(?:図|表|画像|写真|スライド)\s*\d*(?:[:.]\S.{0,40})?"
    r"|.{1,20}の(?:皆さん|皆様|みなさん|様子)|写真左から.*|(?:写真|画像|図)(?:\d+)?(?:は|:).{1,60}|.*ぼかし.*"
    r"|\S+\.(?:png|jpe?g|gif|webp|heic)|!\[.*\]\(.*\))",
    re.IGNORECASE,
)
LONGEST_CAPTION = 100
#: The end of a complete line of a speech.
SENTENCE_END = re.compile(r"[。!?」)]$|\.\.\.$")

#: 「世田谷区CIO:中村(以下「中村」)」 introduces the name under which later lines speak.
_INTRODUCED = r"\(以下、?「(?P<alias>[^」]{1,14})」(?:という|と略す)?\)"
LABEL = re.compile(rf"(?:(?P<role>.+):)?\s*(?P<name>[^:()。、「」]{{1,14}}?)\s*(?:{_INTRODUCED})?")
#: The same with a space for the colon; the word of office tells it from a full name.
SPACED_INTRODUCTION = re.compile(
    rf"(?P<role>.*(?:長|{CHIEF}|補佐官?))\s(?P<name>[^\s:()。、「」]{{1,8}})\s*{_INTRODUCED}"
)
#: A label of an unknown person, or a damaged one: 「…課長:中村(以下「中」. Never part of a speech.
LABEL_LIKE = re.compile(r"(?P<role>[^。!?]{2,}):[^:。、!?「」]{1,14}(?:\(以下.{0,20})?")
LONGEST_LABEL = 90
#: No label contains a sentence; 「」 occur only around an introduced name.
SENTENCE_INSIDE = re.compile(r"[。!?]")
#: The longest real heading has 26 characters.
LONGEST_HEADING = 45

_FIRST_HALF = {"前半", "前編"}


def spoken_date(folded: str) -> date | None:
    """Return the first complete date in a line; None if there is none or it is not a valid date.

    >>> spoken_date("令和4年8月22日に、対談を実施しました。")
    datetime.date(2022, 8, 22)
    """
    if not (found := DATE.search(folded)):
        return None
    era = found["era"]
    year = int(found["year"]) if found["year"] else 2018 + (1 if era == "元" else int(era))
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def part_in_title(title: str, folded: str) -> int | None:
    """Return the part that a title names: ``②`` → 2, ``part1`` → 1; else None.

    >>> part_in_title("A市CIO×B市CIO①", "A市CIO×B市CIO1")
    1
    """
    if sign := RAW_PART_SIGN.search(title):
        return ord(sign[0]) - ord("①") + 1
    if word := PART_WORD.search(folded):
        return int(word["part"])
    return None


def part_in_line(folded: str) -> int | None:
    """Return the part that a line of the head implies: 2 for 「全2回の後半です」 and for 「前半はこちら」; else None.

    >>> part_in_line("※この記事は全2回でお届けします。前半はこちら")
    2
    """
    if half := HALF.search(folded):
        return 1 if half["half"] in _FIRST_HALF else 2
    if other := OTHER_HALF.search(folded):
        return 2 if other["half"] in _FIRST_HALF else 1
    return None


def is_caption(folded: str) -> bool:
    """Tell whether a line is a photo's caption or alternative text.

    >>> is_caption("練馬区の皆さん"), is_caption("図5"), is_caption("人材の確保について")
    (True, True, False)
    """
    return len(folded) <= LONGEST_CAPTION and CAPTION.fullmatch(folded) is not None


def looks_like_label(folded: str) -> bool:
    """Tell whether a line may name a speaker, known or not: an office, a colon, a short name.

    >>> looks_like_label("企画課長:姓田"), looks_like_label("結論は一つ:続けることです")
    (True, False)
    """
    label = LABEL_LIKE.fullmatch(folded)
    return label is not None and ROLE_WORD.search(label["role"]) is not None
