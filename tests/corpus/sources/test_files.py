"""Files: plain text, saved pages and folders become articles; what is not an article is an error with its name."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.errors import UnreadableSource
from corpus.model import Article, MediaType, Source
from corpus.sources.files import ReadOptions, ReadResult, passed_over, read_file, read_files
from corpus.sources.page import paged
from tests.corpus.published import (
    NOW,
    PIECE,
    TOWNS,
    as_export,
    as_html,
    as_item,
    as_page,
    as_text,
    speeches,
    understood,
)

KEY = "n0123456789ab"
ADDRESS = f"https://note.com/sample/n/{KEY}"
OPTIONS = ReadOptions(TOWNS, NOW)
JAPAN = timezone(timedelta(hours=9))


def page(html: str | bytes, url: str | None = None) -> Article:
    received = html if isinstance(html, bytes) else html.encode()
    return paged(received, name="page.html", url=url, retrieved=NOW, gazetteer=TOWNS)


def only(found: list[ReadResult]) -> Article:
    assert [one.error for one in found] == [None]
    assert found[0].article
    return found[0].article


def test_a_page_gives_its_title_address_dates_and_body_and_nothing_around_it() -> None:
    article = page(as_page(PIECE, KEY))
    assert (article.key, article.url, article.title) == (KEY, ADDRESS, PIECE.title)
    assert article.published == datetime(2022, 4, 8, 10, 0, tzinfo=JAPAN)
    assert article.modified == datetime(2022, 4, 9, 10, 0, tzinfo=JAPAN)
    assert (article.media_type, article.source) == (MediaType.HTML, Source.PAGE)
    assert "利用規約" not in article.body
    assert "言っていない" not in article.body


def test_the_speeches_of_a_page_are_those_of_its_plain_text(tmp_path: Path) -> None:
    copy = tmp_path / "写し.txt"
    copy.write_text(as_text(PIECE), encoding="utf-8")
    said = speeches(understood(page(as_page(PIECE, KEY))))
    assert len(said) == 3
    assert said == speeches(understood(read_file(copy, OPTIONS)))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('<div class="note-common-styles__textnote-body">', '<div class="o-noteContentText__body">'),
        ('<div class="note-common-styles__textnote-body">', "<div>"),
    ],
)
def test_the_body_of_an_older_page_is_found(was: str, becomes: str) -> None:
    assert speeches(understood(page(as_page(PIECE, KEY).replace(was, becomes)))) == speeches(
        understood(page(as_page(PIECE, KEY)))
    )


def test_a_page_without_a_body_is_refused_by_name_and_says_what_was_looked_for() -> None:
    with pytest.raises(UnreadableSource, match=r"page\.html: no article's body in it.*textnote-body"):
        page("<html><body><h1>題</h1><p>ログインしてください</p></body></html>")


def test_an_empty_body_is_not_taken_where_another_holds_the_text() -> None:
    html = as_page(PIECE, KEY, body="").replace(
        "<main>", f'<main><div class="o-noteContentText__body">{as_html(PIECE)}</div>'
    )
    assert len(speeches(understood(page(html)))) == 3


def test_an_address_that_is_given_goes_before_the_one_that_the_page_names() -> None:
    assert page(as_page(PIECE, KEY), url="https://note.com./other/n/n00000000000a?x=1").key == "n00000000000a"


def test_an_address_that_is_no_articles_is_not_taken_for_one() -> None:
    html = as_page(PIECE, KEY).replace(f"/sample/n/{KEY}", "/sample")
    assert page(html).url is None
    assert page(html).key.startswith("local-")
    saved = html.replace("<html>", f"<html><!-- saved from url=(0041){ADDRESS} -->")
    assert page(saved).key == KEY


def test_a_page_in_the_encoding_that_it_declares_is_read() -> None:
    html = as_page(PIECE, KEY).replace('charset="utf-8"', 'charset="Shift_JIS"')
    assert page(html.encode("cp932")).title == PIECE.title


def test_files_are_told_apart_by_what_is_in_them_not_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(as_page(PIECE, KEY), encoding="utf-8")
    (tmp_path / "b").write_text(as_text(PIECE), encoding="utf-16")
    (tmp_path / "c").write_text(as_export(as_item(PIECE, KEY)), encoding="utf-8")
    sources = [only(list(read_files([tmp_path / name], OPTIONS))).source for name in "abc"]
    assert sources == [Source.PAGE, Source.COPY, Source.EXPORT]


def test_a_folder_gives_the_articles_in_it_and_names_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "深い" / "所").mkdir(parents=True)
    (tmp_path / "深い" / "所" / "1.TXT").write_text(as_text(PIECE), encoding="utf-8")
    (tmp_path / "深い" / "2.html").write_text(as_page(PIECE, KEY), encoding="utf-8")
    (tmp_path / "3.txt").write_bytes("座談会".encode("cp932"))
    (tmp_path / "図.png").write_bytes(b"\x89PNG")
    (tmp_path / ".隠れ.txt").write_text("x", encoding="utf-8")
    found = list(read_files([tmp_path], OPTIONS))
    named = [(Path(one.name).name, one.article.source if one.article else None) for one in found]
    assert named == [("3.txt", None), ("2.html", Source.PAGE), ("1.TXT", Source.COPY)]
    assert "not utf-8" in str(found[0].error)
    progress = [one.progress for one in found]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\xe3\x80\x80\n", "it is empty"),
        ("座談会".encode("cp932"), "not utf-8 at byte 0: save it as UTF-8 text"),
        (b"a\x00b", "it has NUL characters: no text file"),
        (b"x" * 2_000_001, "larger than 2,000,000 bytes: no article is"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_path_and_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "写し.txt"
    file.write_bytes(content)
    with pytest.raises(UnreadableSource) as refused:
        read_file(file, OPTIONS)
    assert (refused.value.key, refused.value.reason) == (str(file), reason)


@pytest.mark.parametrize("charset", ["base64", "undefined", "utf-7", "架空"])
def test_an_encoding_that_no_page_has_is_not_believed(charset: str) -> None:
    declared = f'<html><meta charset="{charset}"><article>座談会のページです。</article></html>'
    assert page(declared).body == "<article>座談会のページです。</article>"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    [found] = read_files([tmp_path / "管.txt"], OPTIONS)
    assert "管.txt: no file with an article in it" in str(found.error)
    assert [str(one.error) for one in read_files([tmp_path], OPTIONS)] == [str(found.error)]
    assert passed_over([tmp_path, tmp_path / "管.txt"]) == {}


def test_a_folder_that_leads_to_itself_gives_its_article_once(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(as_text(PIECE), encoding="utf-8")
    try:
        (tmp_path / "輪").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "無.txt").symlink_to(tmp_path / "ない.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    taken, lost = read_files([tmp_path], OPTIONS)
    assert (Path(taken.name).name, taken.error) == ("1.txt", None)
    assert "無.txt" in str(lost.error)


def test_a_link_to_a_hidden_folder_inside_is_named_too(tmp_path: Path) -> None:
    (tmp_path / ".隠").mkdir()
    try:
        (tmp_path / "別").symlink_to(tmp_path / ".隠", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert "is not followed" in str(next(read_files([tmp_path], OPTIONS)).error)


def test_a_link_to_another_folder_is_named_and_a_name_like_a_systems_own_is_read(tmp_path: Path) -> None:
    (folder := tmp_path / "記事").mkdir()
    (folder / "__MACOSXの話.txt").write_text(as_text(PIECE), encoding="utf-8")
    (tmp_path / "別").mkdir()
    try:
        (folder / "別").symlink_to(tmp_path / "別", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    taken, named = read_files([folder], OPTIONS)
    assert taken.article
    assert "is not followed" in str(named.error)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    [found] = read_files([tmp_path / "ない.txt"], OPTIONS)
    assert found.article is None
    assert "ない.txt: No such file" in str(found.error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_windows_programs_write_is_the_same_article(tmp_path: Path, encoding: str, newline: str) -> None:
    file = tmp_path / "写し.txt"
    file.write_bytes(as_text(PIECE).replace("\n", newline).encode(encoding))
    assert read_file(file, OPTIONS).body == as_text(PIECE)


def test_an_address_belongs_to_one_file(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(as_text(PIECE), encoding="utf-8")
    with pytest.raises(ValueError, match="here are 2"):
        list(read_files([tmp_path], ReadOptions(TOWNS, NOW, url=ADDRESS)))
    [found] = read_files([tmp_path / "1.txt"], ReadOptions(TOWNS, NOW, url=ADDRESS + "?magazine_key=m1"))
    assert found.article
    assert (found.article.key, found.article.url) == (KEY, ADDRESS)


def test_an_address_that_is_none_is_refused_with_the_form_it_should_have(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(as_text(PIECE), encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"looks like https://note\.com/ACCOUNT/n/KEY"):
        read_file(tmp_path / "1.txt", ReadOptions(TOWNS, NOW, url="note.com"))


def test_the_moment_of_retrieval_is_kept(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(as_text(PIECE), encoding="utf-8")
    assert read_file(tmp_path / "1.txt", OPTIONS).retrieved == datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
