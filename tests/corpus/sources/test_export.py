"""The export: posts become articles with their dates; drafts are skipped; anything else is an error with its name."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.model import Article, MediaType, Source
from corpus.sources.export import LARGEST_EXPORT
from corpus.sources.files import ReadOptions, ReadResult, read_files
from tests.corpus.published import (
    NOW,
    PIECE,
    TOWNS,
    article,
    as_export,
    as_html,
    as_item,
    as_text,
    speeches,
    understood,
)

KEY = "n0123456789ab"


def results(path: Path, *, drafts: bool = False) -> list[ReadResult]:
    return list(read_files([path], ReadOptions(TOWNS, NOW, drafts=drafts)))


def xml(folder: Path, text: str) -> Path:
    path = folder / "note-sample-1.xml"
    path.write_text(text, encoding="utf-8")
    return path


def packed(folder: Path, **members: str) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def articles(found: list[ReadResult]) -> list[Article]:
    return [one.article for one in found if one.article]


def reason(found: list[ReadResult]) -> str:
    assert [one.article for one in found] == [None]
    return str(found[0].error)


def test_a_post_gives_key_address_title_both_dates_and_its_body(tmp_path: Path) -> None:
    [post] = articles(results(xml(tmp_path, as_export(as_item(PIECE, KEY)))))
    assert post == Article(
        key=KEY,
        url=f"https://note.com/sample/n/{KEY}",
        title=PIECE.title,
        published=datetime(2022, 4, 8, 1, 0, tzinfo=UTC),
        modified=datetime(2022, 4, 9, 1, 0, tzinfo=UTC),
        body=as_html(PIECE),
        media_type=MediaType.HTML,
        source=Source.EXPORT,
        retrieved=NOW,
    )


def test_the_speeches_of_a_post_are_those_of_the_plain_text(tmp_path: Path) -> None:
    [post] = articles(results(xml(tmp_path, as_export(as_item(PIECE, KEY)))))
    copy = article(as_text(PIECE), title="", media_type=MediaType.TEXT)
    assert len(speeches(understood(post))) == 3
    assert speeches(understood(post)) == speeches(understood(copy))


def test_an_archive_is_read_and_its_images_are_passed_over(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        **{
            "note-sample-1.xml": as_export(as_item(PIECE, KEY)),
            "assets/図.png": "no image",
            "__MACOSX/._note-sample-1.xml": "no xml",
            "note-sample-2.xml": as_export(as_item(PIECE, "n00000000000b")),
        },
    )
    assert [post.key for post in articles(results(path))] == [KEY, "n00000000000b"]


def test_drafts_are_left_out_and_said_to_be_unless_asked_for(tmp_path: Path) -> None:
    posts = as_export(as_item(PIECE, KEY, status="draft", link=""), as_item(PIECE, "n00000000000b"))
    left_out, taken = results(xml(tmp_path, posts))
    assert (left_out.article, left_out.error) == (None, None)
    assert taken.article
    assert [post.key for post in articles(results(xml(tmp_path, posts), drafts=True))] == [KEY, "n00000000000b"]


@pytest.mark.parametrize("status", ["private", "trash", "pending", "future"])
def test_what_is_neither_published_nor_a_draft_is_always_left_out(tmp_path: Path, status: str) -> None:
    assert not articles(results(xml(tmp_path, as_export(as_item(PIECE, KEY, status=status))), drafts=True))


def test_attachments_are_no_posts(tmp_path: Path) -> None:
    item = as_item(PIECE, KEY).replace("<wp:post_type>post<", "<wp:post_type>attachment<")
    assert results(xml(tmp_path, as_export(item))) == []


def test_a_post_that_was_never_changed_has_no_such_date(tmp_path: Path) -> None:
    item = as_item(PIECE, KEY).replace("2022-04-09 10:00:00", "0000-00-00 00:00:00").replace("2022-04-09 01:00:00", "")
    [post] = articles(results(xml(tmp_path, as_export(item))))
    assert post.modified is None


def test_a_post_without_text_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    empty = as_item(PIECE, KEY).replace(as_html(PIECE), "")
    first, second = results(xml(tmp_path, as_export(empty, as_item(PIECE, "n00000000000b"))))
    assert f"{PIECE.title}: it has no text" in str(first.error)
    assert second.article


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
FILE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel>&a;</channel></rss>'
)


@pytest.mark.parametrize("hostile", [BOMB, FILE])
def test_entities_are_refused_by_name_before_any_is_expanded(tmp_path: Path, hostile: str) -> None:
    path = xml(tmp_path, hostile)
    assert reason(results(path)) == f"{path}: it declares a document type or entities: note's export has none"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "C:\\evil.xml", "..\\evil.xml"])
def test_an_archive_with_a_name_that_leads_out_of_it_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, **{name: as_export(as_item(PIECE, KEY))})
    assert f"{path}: a file in it leads out of its folder" in reason(results(path))


def test_an_archive_that_unpacks_to_an_absurd_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"note-sample-1.xml": " " * (LARGEST_EXPORT + 1)})
    assert path.stat().st_size < 200_000
    assert f"{path}: its XML has 100,000,001 bytes" in reason(results(path))


def test_an_archive_without_xml_is_refused_by_name(tmp_path: Path) -> None:
    assert "no .xml in it" in reason(results(packed(tmp_path, **{"読んで.txt": "x"})))


def test_a_damaged_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"note-sample-1.xml": as_export(as_item(PIECE, KEY))})
    content = bytearray(path.read_bytes())
    content[60:120] = bytes(60)
    path.write_bytes(content)
    assert f"{path}: no export that can be read" in reason(results(path))


def test_what_stood_before_a_fault_comes_in_and_the_fault_is_named(tmp_path: Path) -> None:
    text = as_export(as_item(PIECE, KEY), as_item(PIECE, "n00000000000b"))
    first, fault = results(xml(tmp_path, text[: text.index("n00000000000b") + 40]))
    assert first.article
    assert "no export that can be read" in str(fault.error)


def test_ten_thousand_posts_that_are_no_articles_are_each_named(tmp_path: Path) -> None:
    post = "<item><title>{0}</title><guid>n{0:012x}</guid></item>"
    found = results(xml(tmp_path, as_export(*map(post.format, range(10_000)))))
    assert [str(one.error).rpartition(": ")[2] for one in found] == ["it has no text"] * 10_000


def test_xml_that_is_no_export_is_refused_by_name(tmp_path: Path) -> None:
    assert "no WordPress export" in reason(results(xml(tmp_path, '<?xml version="1.0"?><feed><item/></feed>')))
