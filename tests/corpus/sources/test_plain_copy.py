"""A page that was copied whole: note's own words are not the article's."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Article
from corpus.sources.files import ReadOptions, read_file
from corpus.sources.plain_copy import is_cut
from tests.corpus.published import NOW, PIECE, TOWNS, as_text, speeches, understood

MENUS = (
    "桜\nキーワードやクリエイターで検索\n\n\n6\nメニュー\n\n 投稿\n見出し画像\n",
    "note\nログイン\n会員登録\n\n",
    "メニュー\n",
)
BYLINES = (
    "\n126\n見本のフォーラム\n見本のフォーラム\n2022年9月30日 10:00 フォローする\n",
    "\n26\n\n見本のフォーラム\n2022年9月30日 10:00\nフォロー\n",
)
TAIL = (
    "\n#DX\n#座談会\n\n126\n\n見本のフォーラム\n見本のフォーラム\n\nフォロー\n区と市の集まりです。いつも皆で話しています。\n\n"
    "noteプレミアム\nnote pro\nプライバシー\n"
)
CONTENTS = "目次\n職員の育成\n学びの庭をひらく\n窓口の予約\n\nすべて表示\n"
TITLE, REST = as_text(PIECE).split("\n", 1)


def copy(folder: Path, text: str) -> Article:
    (folder / "写し.txt").write_text(text, encoding="utf-8")
    return read_file(folder / "写し.txt", ReadOptions(TOWNS, NOW))


@pytest.mark.parametrize("menu", ["", *MENUS])
@pytest.mark.parametrize("byline", ["", *BYLINES])
@pytest.mark.parametrize("contents", ["", CONTENTS])
def test_the_words_of_the_page_are_neither_title_nor_lead(
    tmp_path: Path, menu: str, byline: str, contents: str
) -> None:
    whole = copy(tmp_path, as_text(PIECE))
    read = copy(tmp_path, menu + TITLE + "\n" + byline + contents + REST + (TAIL if byline else ""))
    assert read.key == whole.key
    assert understood(read).title == TITLE
    assert speeches(understood(read)) == speeches(understood(whole))
    kept = understood(read).text.replace(TITLE, "").strip()
    assert kept == REST.strip()


def test_a_table_of_contents_further_below_is_no_part_of_the_article(tmp_path: Path) -> None:
    body = REST.replace("議題\n", CONTENTS + "\n議題\n")
    assert copy(tmp_path, TITLE + "\n" + body).body == TITLE + "\n" + REST.replace("議題\n", "\n議題\n")


def test_a_label_below_the_word_contents_stays(tmp_path: Path) -> None:
    text = as_text(PIECE).replace("森野\n", "目次\n\n森野\n", 1)
    assert copy(tmp_path, text).body == text


@pytest.mark.parametrize("text", [as_text(PIECE), "見出し画像\n\n" + as_text(PIECE), "写真1\n" + as_text(PIECE)])
def test_a_copy_of_the_article_alone_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    article = copy(tmp_path, text)
    assert (article.title, article.body) == ("", text)


def test_a_copy_that_ends_at_the_paywall_is_half() -> None:
    assert is_cut(as_text(PIECE) + "\nここから先は\n\n2,345字 / 3画像\n¥ 300\n")
    assert not is_cut(as_text(PIECE))
