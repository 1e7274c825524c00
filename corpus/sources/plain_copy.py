"""Plain text → Article: a copy made by hand, without note's own words round the article. Quotes from it say 転記.

Articles of all sources get their key here: note's, or a local one if no address is known.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from corpus.bounds import check_lists
from corpus.errors import UnreadableSource
from corpus.links import canonical_url, note_key
from corpus.markup import canonical, check
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.reading.head import read_head
from corpus.reading.participants import read_participants
from corpus.reading.transcript import hosts_of
from corpus.text import fold, squeezed

#: The key of an article that has none yet.
UNKEYED = ""
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
#: A picture that a browser saved inside of the markup.
_PICTURE = re.compile(r"(?<=[\"'(,;\s=])data:image/[\w.+-]+(?:;[\w=-]+)*,[\w+/=%-]{100,}", re.ASCII)
#: What is kept in a body of the page's paywall: no word of it.
PAYWALL = '<div class="note-paywall"></div>'
#: 「ここから先は有料部分です」; 「ここから先は」 above 「2,345字 / 3画像」.
_CUT = re.compile(r"(?:^|>)[^\S\n]*ここから先は\s*(?:有料|[1-9][\d,]*\s*字)", re.MULTILINE)


def copied(text: str, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a plain text; errors name it by ``name``.

    Raises UnreadableSource if the text is empty or ``url`` is not a web address.
    """
    if not text.strip():
        raise UnreadableSource(name, "it is empty")
    title, body = article_of_copy(text)
    article = Article(UNKEYED, url, title, None, None, body, MediaType.TEXT, Source.COPY, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def addressed(article: Article, *, name: str, gazetteer: Gazetteer) -> Article:
    """Return the article with its key and canonical address, without pictures inside of its markup.

    Every source passes here. Raises UnreadableSource if its address is none, or if it is larger than any article.
    """
    if article.media_type is MediaType.HTML:
        article = replace(article, body=_PICTURE.sub("data:,", article.body))
    check(article, name)
    try:
        url = canonical_url(article.url) if article.url else None
    except ValueError as error:
        raise UnreadableSource(
            name, f"{error}; an article's address looks like https://note.com/ACCOUNT/n/KEY"
        ) from error
    return replace(article, key=(note_key(url) if url else None) or _local_key(article, gazetteer, name), url=url)


def _local_key(article: Article, gazetteer: Gazetteer, name: str) -> str:
    """Return ``local-`` and 12 hex digits of the SHA-256 of title, date and hosts, equal for all copies."""
    head = read_head(canonical(article), gazetteer)
    check_lists(head.participant_lines, head.agenda, name)
    participants = read_participants(head.participant_lines, gazetteer)
    day = head.held_on.isoformat() if head.held_on else ""
    parts = (squeezed(head.title), day, *hosts_of(head, participants, gazetteer))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"local-{digest[:12]}"


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
