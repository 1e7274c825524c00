"""The export: posts become articles with their dates; drafts are skipped; damage costs one post, by its name."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.model import Article, MediaType, Source
from corpus.sources.archive import LARGEST_EXPORT
from corpus.sources.files import ReadOptions, ReadResult, passed_over, read_files
from tests import real
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
    assert left_out.name.endswith("(draft)")
    assert taken.article
    assert [post.key for post in articles(results(xml(tmp_path, posts), drafts=True))] == [KEY, "n00000000000b"]


def test_a_post_of_a_kind_that_nobody_knows_is_named_and_its_status_is_read_in_any_case(tmp_path: Path) -> None:
    strange = as_item(PIECE, KEY).replace("<wp:post_type>post<", "<wp:post_type>text_note<")
    shouted = as_item(PIECE, "n00000000000b", status="Publish")
    named, taken = results(xml(tmp_path, as_export(strange, shouted)))
    assert "text_note" in str(named.error)
    assert taken.article


def test_what_an_archive_holds_beside_its_posts_and_may_be_an_article_is_named(tmp_path: Path) -> None:
    others = {f"追加/{number}.txt": as_text(PIECE) for number in range(5)}
    path = packed(tmp_path, **{"1.xml": as_export(as_item(PIECE, KEY)), **others, "assets/.x.txt": "", "図.png": ""})
    taken, named = results(path)
    assert taken.article
    assert "追加/0.txt" in str(named.error)
    assert "2 more" in str(named.error)


def test_what_an_archive_holds_that_is_no_article_is_counted(tmp_path: Path) -> None:
    members = {"1.xml": as_export(as_item(PIECE, KEY)), "表.docx": "", "図.png": "", "d\ne.html": "", "._1.xml": ""}
    path = packed(tmp_path, **members)
    assert passed_over([path]) == passed_over([tmp_path]) == {".docx": 1, ".png": 1}
    assert "e.html" in str(results(path)[-1].error)


def test_posts_beyond_any_number_are_not_read(tmp_path: Path) -> None:
    path = xml(tmp_path, as_export(as_item(PIECE, KEY)).replace("</channel>", "<item></item>" * 20_000 + "</channel>"))
    found = results(path)
    assert found[0].article
    assert "more than 20,000 posts" in str(found[-1].error)
    assert len(found) == 20_001


@pytest.mark.parametrize("status", ["private", "trash", "pending", "future"])
def test_what_is_neither_published_nor_a_draft_is_always_left_out(tmp_path: Path, status: str) -> None:
    assert not articles(results(xml(tmp_path, as_export(as_item(PIECE, KEY, status=status))), drafts=True))


def test_attachments_are_no_posts(tmp_path: Path) -> None:
    item = as_item(PIECE, KEY).replace("<wp:post_type>post<", "<wp:post_type>attachment<")
    assert articles(results(xml(tmp_path, as_export(item, as_item(PIECE, "n00000000000b"))))) != []
    (alone,) = results(xml(tmp_path, as_export(item)))
    assert "an export without a post" in str(alone.error)


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


def test_the_files_of_an_archive_count_together(tmp_path: Path) -> None:
    half = " " * (LARGEST_EXPORT // 2)
    path = packed(tmp_path, **{"1.xml": half, "2.xml": half, "n/3.xml": as_export(as_item(PIECE, KEY))})
    assert path.stat().st_size < 200_000
    assert f"{path}: its XML has 100,0" in reason(results(path))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_whose_packing_cannot_be_bounded_is_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("1.xml", as_export(as_item(PIECE, KEY)))
    assert reason(results(path)) == f"{path}: packed in a way that note does not use: export again"


@pytest.mark.parametrize(
    ("much", "what"),
    [
        ("<a/>" * 500_000, "more than 10,000 elements"),
        ("<a>" * 10_000 + "</a>" * 10_000, "more than 10,000 elements"),
        ("<a" + "".join(f" a{number}=''" for number in range(500_000)) + "/>", "longer than 4,000,000 characters"),
    ],
    ids=["wide", "deep", "attributes"],
)
def test_a_post_of_more_elements_than_posts_have_costs_only_itself(tmp_path: Path, much: str, what: str) -> None:
    hostile = f"<item><title>爆弾</title><guid>n00000000000b</guid>{much}</item>"
    fault, after = results(packed(tmp_path, **{"1.xml": as_export(hostile, as_item(PIECE, KEY))}))
    assert fault.name.endswith(": 爆弾")
    assert what in str(fault.error)
    assert after.article


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


KEYS = ("n00000000000a", "n00000000000b", "n00000000000c")


def three() -> str:
    """Return an export of three posts."""
    return as_export(*(as_item(PIECE, key) for key in KEYS))


def between(text: str, was: str, becomes: str) -> str:
    """Return an export with the first ``was`` of its second post replaced."""
    at = text.index(was, text.index("<item>", text.index("</item>")))
    return text[:at] + becomes + text[at + len(was) :]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("朝の", "朝\x0bの", "a control character (U+000B)"),
        ("<title>", "<title>&#8;", "reference to invalid character number"),
        ("<title>", "<title>R&D ", "not well-formed"),
        ("<title>", "<title>&nbsp;", "undefined entity"),
        ("<title>", "<title><b>", "mismatched tag"),
        ("<wp:status>", "<x:y/><wp:status>", "unbound prefix"),
        ("]]>", "", "unclosed CDATA section"),
        ("</item>", "", "cut off"),
    ],
)
def test_a_damaged_post_is_named_and_costs_no_other(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    path = xml(tmp_path, between(three(), was, becomes))
    found = results(path)
    assert [post.key for post in articles(found)] == [KEYS[0], KEYS[2]]
    assert said in str(found[1].error)
    assert str(found[1].error).startswith(f"{path}: ")
    assert found[1].name != str(path)


@pytest.mark.parametrize("stray", [b"\x83", "研修".encode("cp932"), "研修".encode("utf-16")])
def test_bytes_of_another_encoding_cost_the_post_in_which_they_are(tmp_path: Path, stray: bytes) -> None:
    at = (received := three().encode()).index("朝の".encode(), received.index(b"</item>"))
    path = tmp_path / "export.xml"
    path.write_bytes(received[:at] + stray + received[at:])
    found = results(path)
    assert [post.key for post in articles(found)] == [KEYS[0], KEYS[2]]
    assert f"{path}: {PIECE.title}: damaged: " in str(found[1].error)


def test_a_damaged_draft_is_a_draft_and_a_damaged_picture_is_no_post(tmp_path: Path) -> None:
    draft = as_item(PIECE, KEY, status="draft").replace("<title>", "<title>&#8;")
    picture = as_item(PIECE, KEY).replace("<wp:post_type>post<", "<wp:post_type>attachment<").replace("朝", "\x01")
    [found] = results(xml(tmp_path, as_export(draft, picture)))
    assert (found.article, found.error) == (None, None)


def test_a_post_whose_text_is_not_closed_does_not_take_the_next_ones_words(tmp_path: Path) -> None:
    path = xml(tmp_path, between(three(), "]]>", ""))
    assert all("</item>" not in post.body for post in articles(results(path)))


def test_an_item_inside_a_text_is_text(tmp_path: Path) -> None:
    path = xml(tmp_path, three().replace("朝の", "<item></item>朝の"))
    assert [post.key for post in articles(results(path))] == list(KEYS)


def test_a_document_type_is_passed_over_and_what_needs_its_entities_is_named(tmp_path: Path) -> None:
    declared = '<!DOCTYPE rss [<!ENTITY word "言っていない">]>\n<rss'
    path = xml(tmp_path, between(three(), "朝の", "]]>&word;<![CDATA[朝の").replace("<rss", declared, 1))
    found = results(path)
    assert [post.key for post in articles(found)] == [KEYS[0], KEYS[2]]
    assert "undefined entity" in str(found[1].error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("before", ["", "\n", "  \n\n"])
def test_an_export_that_an_editor_saved_again_is_read(tmp_path: Path, encoding: str, before: str) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes((before + three().replace("UTF-8", encoding)).encode(encoding))
    assert [post.key for post in articles(results(path))] == list(KEYS)


def test_a_file_that_ends_between_two_posts_says_so(tmp_path: Path) -> None:
    text = three()
    *read, last = results(xml(tmp_path, text[: text.rindex("<item>")]))
    assert len(articles(read)) == len(read) == 2
    assert "cut off below the last post" in str(last.error)


def test_a_damaged_file_in_an_archive_does_not_keep_out_the_next(tmp_path: Path) -> None:
    first, second = (as_export(as_item(PIECE, key)) for key in KEYS[:2])
    path = packed(tmp_path, **{"note-1.xml": first[: first.rindex("</channel>")], "note-2.xml": second})
    found = results(path)
    assert [post.key for post in articles(found)] == list(KEYS[:2])
    assert "cut off below the last post" in str(found[-1].error)


def test_a_feed_is_named_with_what_to_do(tmp_path: Path) -> None:
    item = "<item><title>題</title><description>続きをみる</description></item>"
    feed = xml(tmp_path, f"<rss version='2.0'><channel>{item}</channel></rss>")
    assert "a feed (RSS), which has beginnings only: save the articles' pages" in reason(results(feed))


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (f"https://evil.example/sample/n/{KEY}", "of evil.example"),
        (f"https://note.com:8443/sample/n/{KEY}", "of note.com:8443"),
        (f"https://note.com@evil.example/sample/n/{KEY}", "a user name"),
        (f"https://evil.example/x?y=/n/{KEY}", f"its key {KEY} is not that of its address"),
        ("https://note.com/sample/n/n00000000000b", f"its key {KEY} is not that of its address"),
    ],
)
def test_a_post_of_another_address_does_not_take_an_articles_key(tmp_path: Path, link: str, said: str) -> None:
    assert said in reason(results(xml(tmp_path, as_export(as_item(PIECE, KEY, link=link)))))


@pytest.mark.skipif(not (real.INPUTS / "wxr").is_dir(), reason="no exports here")
def test_a_published_post_without_an_address_does_not_take_an_articles_key(tmp_path: Path) -> None:
    [found] = results(xml(tmp_path, as_export(as_item(PIECE, KEY, link=""))))
    assert found.article
    assert found.article.key.startswith("local-")


@pytest.mark.skipif(not (real.INPUTS / "wxr").is_dir(), reason="no exports lie beside the project")
def test_every_good_post_of_every_damaged_export_comes_in() -> None:
    read = {path.stem: len(articles(results(path))) for path in sorted((real.INPUTS / "wxr").glob("*.xml"))}
    damaged = {"bad-utf8", "bare-amp-title", "control-char", "control-char-ref"}
    assert {name: count for name, count in read.items() if name in damaged} == dict.fromkeys(sorted(damaged), 2)
    assert read["cdata-end"] == 3
    assert all(read.values())
