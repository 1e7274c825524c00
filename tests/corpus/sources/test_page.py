"""Pages as browsers save them: one body, one host, the paid part missing, a page in a single file."""

from __future__ import annotations

import base64
import quopri
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import UnreadableSource
from corpus.links import note_hosts
from corpus.markup import canonical
from corpus.model import Article
from corpus.sources.files import ReadOptions, read_file
from corpus.sources.plain_copy import is_cut
from corpus.verbatim import QuoteCheck
from tests.corpus.published import NOW, PIECE, TOWNS, as_html, as_page, speeches, understood

KEY = "n0123456789ab"
ADDRESS = f"https://note.com/sample/n/{KEY}"
OPTIONS = ReadOptions(TOWNS, NOW)
PAGE = as_page(PIECE, KEY)
CANONICAL = f'<link rel="canonical" href="{ADDRESS}">'


def saved(folder: Path, page: str | bytes, name: str = "page.html", options: ReadOptions = OPTIONS) -> Article:
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_file(path, options)


def refusal(folder: Path, page: str | bytes, name: str = "page.html", options: ReadOptions = OPTIONS) -> str:
    with pytest.raises(UnreadableSource) as refused:
        saved(folder, page, name, options)
    return str(refused.value)


def mail(page: bytes, encoding: str = "quoted-printable", kind: str = "text/html", place: str = ADDRESS) -> bytes:
    """Return a page in a single file, with a frame and a picture."""
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(page)
    frame = base64.encodebytes("<html><article>広告です。</article></html>".encode())
    head = f"From: <Saved by Blink>\nSnapshot-Content-Location: {place}\nSubject: =?utf-8?Q?x?=\nMIME-Version: 1.0\n"
    parts = (
        (f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\nContent-Location: {place}", packed),
        ("Content-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: cid:frame-1", frame),
        ("Content-Type: image/png\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo="),
    )
    lines = b"".join(b"--B\n" + header.encode() + b"\n\n" + content + b"\n" for header, content in parts)
    mime = b'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="B"\n\n'
    return (head.encode() + mime + lines + b"--B--\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "binary"])
@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page"])
def test_a_page_in_a_single_file_is_the_page(tmp_path: Path, encoding: str, name: str) -> None:
    anonymous = PAGE.replace(CANONICAL, "")
    article = saved(tmp_path, mail(anonymous.encode(), encoding), name)
    assert (article.key, article.url, article.title) == (KEY, ADDRESS, PIECE.title)
    assert speeches(understood(article)) == speeches(understood(saved(tmp_path, PAGE)))


def test_a_page_in_a_single_file_has_the_encoding_that_the_file_or_the_page_names(tmp_path: Path) -> None:
    plain = PAGE.replace('<meta charset="utf-8">', "")
    declared = PAGE.replace('charset="utf-8"', 'charset="Shift_JIS"')
    named = mail(plain.encode("cp932"), kind='text/html; charset="Shift_JIS"')
    assert saved(tmp_path, named, "a.mhtml").title == PIECE.title
    assert saved(tmp_path, mail(declared.encode("cp932"), "base64"), "b.mhtml").title == PIECE.title


@pytest.mark.parametrize(
    "damaged",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; type=text/html; boundary=B\n\n",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n=",
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=\x00\n\n",
        b"".join(
            b'MIME-Version: 1.0\nContent-Type: multipart/mixed; type="text/html"; boundary="%d"\n\n--%d\n' % (at, at)
            for at in range(3000)
        ),
    ],
)
def test_a_damaged_single_file_is_refused_by_name(tmp_path: Path, damaged: bytes) -> None:
    assert refusal(tmp_path, damaged, "page.mhtml").startswith(f"{tmp_path / 'page.mhtml'}: ")


FOREIGN = ADDRESS.replace("note.com", "evil.example")


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace(ADDRESS, FOREIGN),
        PAGE.replace(ADDRESS, ADDRESS.replace("note.com", "www.note.com")),
        PAGE.replace(ADDRESS, ADDRESS.replace("note.com", "note.com:8443")),
        PAGE.replace(ADDRESS, ADDRESS.replace("note.com", "note.com:pw@evil.example")),
        PAGE.replace(ADDRESS, ADDRESS.replace("note.com", "note.com\\@evil.example")),
        PAGE.replace(ADDRESS, ADDRESS.replace("note.com", "ｎｏｔｅ.com")),
        PAGE.replace("<html>", f"<!-- saved from url=(0050){FOREIGN} --><html>"),
        PAGE.replace("<html>", "<!-- saved from url=(0050)https://evil.example/blog/1 --><html>"),
        PAGE.replace("<head>", f'<head><meta property="og:url" content="{FOREIGN}">'),
    ],
)
def test_a_page_of_another_host_does_not_take_an_articles_key(tmp_path: Path, page: str) -> None:
    assert "host" in refusal(tmp_path, page) or "user name" in refusal(tmp_path, page)


def test_a_single_file_from_another_host_does_not_take_an_articles_key(tmp_path: Path) -> None:
    assert "evil.example" in refusal(tmp_path, mail(PAGE.encode(), place=FOREIGN), "page.mhtml")
    anonymous = PAGE.replace(CANONICAL, "").encode()
    assert "evil.example" in refusal(tmp_path, mail(anonymous, place=FOREIGN), "page.mhtml")


def test_the_operator_says_of_which_article_a_page_is_but_not_of_another_host(tmp_path: Path) -> None:
    page = PAGE.replace("<html>", "<!-- saved from url=(0050)https://archive.example/1 --><html>")
    assert saved(tmp_path, page, options=replace(OPTIONS, url=ADDRESS)).key == KEY
    assert "evil.example" in refusal(tmp_path, page, options=replace(OPTIONS, url=FOREIGN))
    assert "evil.example" in refusal(tmp_path, PIECE.title, "copy.txt", replace(OPTIONS, url=FOREIGN))


@pytest.mark.parametrize("host", ["note.com", "note.com.", "NOTE.com"])
def test_notes_host_in_any_form_is_notes(tmp_path: Path, host: str) -> None:
    assert saved(tmp_path, PAGE.replace("note.com", host)).url == ADDRESS


def test_a_configured_source_has_notes_keys(tmp_path: Path) -> None:
    page = PAGE.replace("note.com", "note.example:8443")
    assert "note.example" in refusal(tmp_path, page)
    hosts = note_hosts(["https://note.example.:8443/sample", "no address", "https://["])
    assert saved(tmp_path, page, options=replace(OPTIONS, hosts=hosts)).key == KEY


WALL = (
    '<div class="p-article__paywall"><div class="note-paywall o-paywall"><h2>ここから先は</h2>'
    "<div>4,480字<span>/</span>5画像</div><button>購入手続きへ</button></div></div>"
)


@pytest.mark.parametrize("place", ["</article>", "</div>\n</article>"])
def test_a_page_that_ends_at_the_paywall_is_half_and_the_paywall_is_no_part_of_it(tmp_path: Path, place: str) -> None:
    article = saved(tmp_path, PAGE.replace(place, WALL + place))
    assert is_cut(article.body)
    assert "字" not in article.body
    assert speeches(understood(article)) == speeches(understood(saved(tmp_path, PAGE)))


@pytest.mark.parametrize(
    "form", ['%s<span class="note-paywall">紙を</span>%s', '<p>%s</p><p data-name="paywall">紙を</p><p>%s</p>']
)
def test_words_that_only_call_themselves_a_paywall_stay_between_those_around_them(tmp_path: Path, form: str) -> None:
    article = saved(tmp_path, as_page(PIECE, KEY, body=form % ("今年は", "やめます。")))
    assert "".join(canonical(article).text.split()) == "今年は紙をやめます。"


@pytest.mark.parametrize("sentence", ["ここから先は有料部分です。", "ここから先は<br>1,200字 / 1画像"])
def test_a_body_that_says_that_the_rest_is_paid_is_half(tmp_path: Path, sentence: str) -> None:
    body = f"{as_html(PIECE)}<p>{sentence}</p>".replace("<br>1", "\n1")
    assert is_cut(saved(tmp_path, as_page(PIECE, KEY, body=body)).body)


@pytest.mark.parametrize("root", ["svg", "math"])
@pytest.mark.parametrize("raw", ["noembed", "noframes", "noscript", "xmp", "plaintext", "iframe"])
def test_a_page_whose_body_reads_otherwise_outside_of_it_is_refused(tmp_path: Path, root: str, raw: str) -> None:
    unseen = f"<{root}><{raw}>&lt;/{raw}>&lt;p>言っていません。&lt;/p></{raw}></{root}>"
    assert "text as .txt" in refusal(tmp_path, as_page(PIECE, KEY, body=as_html(PIECE) + unseen))


def test_what_a_page_shows_only_without_scripts_is_no_part_of_it(tmp_path: Path) -> None:
    body = as_html(PIECE) + "<p>続きです。<noscript></p><p>言っていません。</p></noscript></p>"
    article = saved(tmp_path, as_page(PIECE, KEY, body=body))
    assert not QuoteCheck.of(article).says("言っていません")
    assert "言っていません" not in canonical(article).text


def test_who_may_read_it_all_has_the_whole_article(tmp_path: Path) -> None:
    assert not is_cut(saved(tmp_path, PAGE.replace("</article>", WALL.replace("4,480", "0") + "</article>")).body)
    assert not is_cut(saved(tmp_path, PAGE.replace("朝の", "ここから先は区の仕事です。朝の")).body)


def test_another_articles_body_beside_it_is_not_taken(tmp_path: Path) -> None:
    other = '<aside><div class="note-common-styles__textnote-body"><p>別の記事の発言です。</p></div></aside>'
    for page in (PAGE.replace("<main>", f"{other}<main>"), PAGE.replace("</main>", f"</main>{other}")):
        assert "別の記事" not in saved(tmp_path, page).body


def test_a_page_that_lists_articles_is_named(tmp_path: Path) -> None:
    page = "<html><article>第1回の座談会</article><article>第2回の座談会</article></html>"
    assert "a page that lists articles" in refusal(tmp_path, page)


@pytest.mark.parametrize("attributes", ['class="p-article__content"', 'data-name="body" class="x"'])
def test_a_body_of_another_year_is_found_without_what_stands_round_it(tmp_path: Path, attributes: str) -> None:
    page = PAGE.replace('class="note-common-styles__textnote-body"', attributes).replace(
        "<article>", "<article><p>2022年9月30日 10:00</p>"
    )
    assert "10:00" not in saved(tmp_path, page).body
