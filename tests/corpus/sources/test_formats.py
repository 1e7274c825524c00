"""What browsers and offices make: refused by its name with what to do; folders say what was not read in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.sources.files import ReadOptions, passed_over, read_files
from tests.corpus.published import NOW, PIECE, TOWNS, as_page, as_text

OPTIONS = ReadOptions(TOWNS, NOW)


def packed(path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi\\ansicpg932 x}", "Rich Text (RTF)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office document"),
        (b"bplist00\xd1", "a web archive of Safari"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"PK\x03\x04\x14", "a packed file that is damaged"),
        ('{"data": {"key": "n0123456789ab", "body": "<p>座談会</p>"}}'.encode(), "JSON"),
        (b'\n[ {"data": 1}]', "JSON"),
    ],
)
def test_what_holds_no_readable_article_is_named_with_what_to_do(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "記事").write_bytes(content)
    [found] = read_files([tmp_path / "記事"], OPTIONS)
    assert str(found.error).startswith(f"{tmp_path / '記事'}: {what}")
    assert "save the article's page in a browser" in str(found.error)


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (("[Content_Types].xml", "xl/workbook.xml"), "an Office document"),
        (("mimetype", "content.xml"), "an OpenDocument file"),
    ],
)
def test_a_document_that_is_a_zip_is_named(tmp_path: Path, names: tuple[str, ...], what: str) -> None:
    packed(tmp_path / "記事.docx", *names)
    [found] = read_files([tmp_path / "記事.docx"], OPTIONS)
    assert f": {what}: save" in str(found.error)


def test_a_copy_that_begins_with_a_bracket_is_text(tmp_path: Path) -> None:
    (tmp_path / "写し.txt").write_text("[見出し画像]\n" + as_text(PIECE), encoding="utf-8")
    [found] = read_files([tmp_path / "写し.txt"], OPTIONS)
    assert found.article


def test_the_parts_of_a_page_that_is_saved_completely_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "記事.html").write_text(as_page(PIECE, "n0123456789ab"), encoding="utf-8")
    for folder in ("記事_files", "資料_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "saved_resource.html").write_text("<html>広告</html>", encoding="utf-8")
    names = [Path(found.name).relative_to(tmp_path).as_posix() for found in read_files([tmp_path], OPTIONS)]
    assert names == ["記事.html", "資料_files/saved_resource.html"]


def test_files_that_are_not_read_in_folders_are_counted_by_suffix(tmp_path: Path) -> None:
    (tmp_path / "深").mkdir()
    for name in ("1.txt", "2.PDF", "深/3.pdf", "深/4", ".DS_Store", "__MACOSX"):
        (tmp_path / name).write_bytes(b"x")
    assert passed_over([tmp_path, tmp_path / "深", tmp_path / "1.txt"]) == {".pdf": 2, "without suffix": 1}
