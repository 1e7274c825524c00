"""note's own words round an article: who copies a whole page copies them too, but only the article is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from corpus.text import fold

#: Within so many lines stand the menu above the title, and author, date and likes below it.
_FEW = 12
#: They are short, and no sentences.
_SHORT = re.compile("[^。!?]{1,60}")
#: Lines that show that a page was copied: 「キーワードやクリエイターで検索」, 「2022年9月30日 10:00 フォローする」.
_MENU = re.compile(r"キーワードやクリエイターで検索|ログイン|会員登録|新規登録|メニュー|記事を書く")
_BYLINE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d(?: .{1,20})?|フォロー(?:する|中)?")
#: Lines that may stand among them.
_ABOVE_TITLE = re.compile(rf"{_MENU.pattern}|note|投稿|通知|カテゴリー?|見出し画像")
_BELOW_TITLE = re.compile(rf"{_BYLINE.pattern}|スキ|シェア(?:する)?|共有|ポスト|保存|\d{{1,6}}|¥ ?[\d,]+")
#: Lines below an article: hashtags, appeals, the paywall, the site's own links.
_BELOW = re.compile(r"(?:#[^\s#]+ ?)+|いいなと思ったら応援.*|この記事が気に入ったら.*|チップで応援する|noteプレミアム")
#: What is kept in a body of the page's paywall: no word of it.
PAYWALL = '<div class="note-paywall"></div>'
#: 「ここから先は有料部分です」; 「ここから先は」 above 「2,345字 / 3画像」.
_CUT = re.compile(r"(?:^|>)[^\S\n]*ここから先は\s*(?:有料|[1-9][\d,]*\s*字)", re.MULTILINE)


def is_cut(body: str) -> bool:
    r"""Tell whether a text or HTML ends where a part begins that is for those who pay.

    >>> is_cut("進めています。\nここから先は\n\n2,345字 / 3画像"), is_cut("ここから先は区の仕事です。")
    (True, False)
    """
    return PAYWALL in body or _CUT.search(body) is not None


def article_of_copy(text: str) -> tuple[str, str]:
    r"""Return title and text of the article on a copied page; an empty title and the text of any other copy.

    >>> article_of_copy("ログイン\n会員登録\n題\n26\n見本\n2022年9月30日 10:00\n\n第1回は対談です。\n\n#DX\n見本\n")
    ('題', '第1回は対談です。\n\n')
    """
    lines = text.splitlines(keepends=True)
    shown = [(at, folded) for at, line in enumerate(lines) if (folded := fold(line))]
    words = [folded for _, folded in shown]
    menu = _count(words, _MENU, _ABOVE_TITLE)
    title = menu or int(words[:1] == ["見出し画像"])
    below = _count(words[title + 1 :], _BYLINE, _BELOW_TITLE)
    begin = title + 1 + below
    if not (menu or below) or begin >= len(words):
        return "", "".join(_without_contents(lines))
    authors = {line for line in words[title + 1 : begin] if not _BELOW_TITLE.fullmatch(line)}
    ends = (at for at in range(begin, len(words)) if words[at] in authors or _BELOW.fullmatch(words[at]))
    end = next(ends, len(words))
    while end > begin and words[end - 1].isdecimal():  # likes
        end -= 1
    last = shown[end][0] if end < len(shown) else len(lines)
    return lines[shown[title][0]].strip(), "".join(_without_contents(lines[shown[begin][0] : last]))


def _count(folded: Sequence[str], sign: re.Pattern[str], word: re.Pattern[str]) -> int:
    """Return how many of the first lines are the page's: up to its last word, if one of them is a sign of a page."""
    few = list(takewhile(_SHORT.fullmatch, folded[:_FEW]))
    last = max((at for at, line in enumerate(few, 1) if word.fullmatch(line)), default=0)
    return last if any(map(sign.fullmatch, few)) else 0


def _without_contents(lines: Sequence[str]) -> list[str]:
    """Return the lines without a table of contents: 「目次」 and lines, two at least, that stand below it once more."""
    folded = [fold(line) for line in lines]
    start = folded.index("目次") if "目次" in folded else len(lines)
    below, end = Counter(folded[start + 1 :]), start
    for at in range(start + 1, len(lines)):
        below[folded[at]] -= 1
        if folded[at] == "すべて表示" or (folded[at] and below[folded[at]]):
            end = at + 1
        elif folded[at]:
            break
    # A single line below 「目次」 may be a label, and what is said below it.
    return [*lines[:start], *lines[end:]] if list(filter(None, folded[start:end]))[2:] else list(lines)
