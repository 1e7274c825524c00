"""What one article can do: nothing to the others, whatever is in it; it is read within bounds, or refused by name."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Article
from corpus.passages import passages
from corpus.reading import transcript
from corpus.sources.files import ReadOptions, read_files
from corpus.store.importer import Importer, Taken
from corpus.store.store import Outcome, Store
from corpus.sync.fetch_log import FetchVerdict
from corpus.verbatim import QuoteCheck
from index.analysis import Analyzer
from index.library import Library
from tests.corpus.published import (
    NOW,
    PIECE,
    Piece,
    article,
    as_export,
    as_html,
    as_item,
    as_page,
    as_text,
    understood,
)
from tests.corpus.sync.test_sync import KEYS, PATHS, run
from tests.fake_note import running

GOOD, BAD = "n0000000000aa", "n0000000000bb"
#: What kept a parser, the reader, the cutter or the quote check busy for minutes, or ended them.
KINDS = {
    "tags without an end": "<a " * 20_000,
    "end tags without an end": "</a " * 20_000,
    "attributes without an end": '<a x="' * 20_000,
    "open blocks": "<div>" * 30_000,
    "open blocks in foreign ones": "<font><p>" * 9_000,
    "a marked section": "<![x y]>",
    "a marked section behind a comment": "<<!---->![x y]>",
    "declarations": "<!" * 30_000,
    "open comments": "<!--" * 30_000,
    "sound marks": "か" + "\u3099" * 300_000,
    "variation selectors": "葛" + "\U000e0100" * 300_000,
    "no sentence end": "採用を進めて" * 50_000,
    "brackets": "「" * 300_000,
    "labels": "<br>森野<br>　採用を進めます。" * 9_000,
    "labels in one line": "<br>森野：採用を進めます。" * 18_000,
    "lines": "\n" * 300_000 + "<br>あ" * 19_000,
    "entities": "&" * 300_000,
    "just within the bounds": "<div>" * 5_000 + ("<br>森野<br>" + "か" + "\u3099" * 4_000) * 40,
    "a line of dots": "<br><br>文" + "・" * 60 + "<br><br>資料" + "・" * 60 + "12<br>",
    "end tags of open foreign elements": "<q>" + "<span x>" * 3_000 + "<td>" + "</q>" * 16_000,
    "sentences of a letter": ("<br>森野<br>　" + "あ。" * 2_400) * 40,
    "open letters": "".join(f"<b id=x{number}>" for number in range(1_000)) + "<p>" * 1_000,
    "open letters that seem closed": "".join(f'<b a" b="></b>" id=x{number}>' for number in range(200)) + "<p>" * 900,
    "open letters with a sign in them": "".join(f'<b a=">" id=x{n}>' for n in range(900)) + "<p>" * 900,
    "open letters with a tag in them": "".join(f"<b a='<i>' id=x{n}></i>" for n in range(900)) + "<p>" * 900,
    "attributes with values": "<p " + " ".join(f'data-a{n}="x"' for n in range(190)) + ">図</p>" * 9,
    "attributes behind a space that is none": '<p x=a\u3000b=" ' + " ".join(f"a{n}" for n in range(60_000)) + ">",
    "attributes": "<p " + " ".join(f"a{number}" for number in range(60_000)) + ">",
    "readings": "<p><ruby>" + "<rt>" * 9_000,
    "readings behind blanks": f"<p><ruby><span>{' ' * 900_000}</span>{'<rt></rt>' * 4_500}</ruby></p>",
    "paid parts": '<div class="note-paywall">有料</div>' * 4_900,
    "participants": "".join(f"<br>星見区課長：姓{chr(0x4E00 + number)} 名男" for number in range(2_000)),
    "a surrogate": "&#xd800;&#0;&#x110000;",
}


def with_number(number: int) -> Piece:
    return replace(PIECE, number=number)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    yield opened
    opened.engine.dispose()


def poisoned(kind: str) -> str:
    """Return the HTML of an article with it inside of a speech and again at its end."""
    return as_html(with_number(2)).replace("。</p>", f"。{KINDS[kind]}</p>", 1) + KINDS[kind]


def take(store: Store, *paths: Path) -> list[Taken]:
    return list(Importer(store).take_all(read_files(paths, ReadOptions(store.gazetteer, NOW))))


def read(store: Store) -> Library:
    return Library(store, Analyzer())


@pytest.mark.timeout(100)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_one_article_costs_that_article_only_at_import_and_in_every_answer(
    kind: str, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(as_page(with_number(2), BAD, body=poisoned(kind)), "utf-8")
    item = as_item(with_number(2), BAD).replace(as_html(with_number(2)), poisoned(kind))
    (tmp_path / "b.xml").write_text(as_export(item), "utf-8")
    (tmp_path / "c.txt").write_text(f"{as_text(PIECE)}\n{KINDS[kind]}\n", "utf-8")
    (tmp_path / "d.html").write_text(as_page(PIECE, GOOD), "utf-8")
    results = take(store, *sorted(tmp_path.glob("*.*l")), tmp_path / "c.txt")
    for each in results:
        assert each.outcome is not None or (each.error is not None and Path(each.name.split(": ")[0]).exists()), each
    good = next(each for each in results if each.name.endswith("d.html"))
    assert good.outcome is Outcome.ADDED

    library = read(store)
    assert library.ask("研修について").hits
    for passage in library.snapshot.passages.values():
        if passage.transcript.key == GOOD:
            library.check(passage)


def test_a_page_whose_body_may_be_any_of_thousands_is_read_in_time(store: Store, tmp_path: Path) -> None:
    nested = f"{'<div data-name=body><h1>' * 4_000}{' ' * 5_000_000}"
    page = as_page(PIECE, GOOD).replace("note-common-styles__textnote-body", "p-article__content")
    (tmp_path / "a.html").write_text(page.replace("<main>", f"<main>{nested}"), "utf-8")
    assert take(store, tmp_path / "a.html")


@pytest.mark.timeout(100)
@pytest.mark.parametrize("kind", KINDS)
def test_an_article_that_was_stored_before_there_were_bounds_costs_itself_only(kind: str, store: Store) -> None:
    store.put(article(as_html(PIECE), title=PIECE.title, key=GOOD))
    store.put(article(poisoned(kind), title=with_number(2).title, key=BAD))
    library = read(store)
    assert any(hit.passage.transcript.key == GOOD for hit in library.ask("研修について", 9).hits)
    assert GOOD in library.snapshot.transcripts
    assert BAD in library.snapshot.transcripts or BAD in library.snapshot.troubles


def test_what_stands_around_a_comment_is_no_tag() -> None:
    said = QuoteCheck.of(article("<p>年度は<<!-- -->b>の前に、始め<!-- 中 -->ます。</p>"))
    assert said.says("年度は<b>の前に、始めます。")


def test_a_tag_without_an_end_is_left_out_with_all_that_follows() -> None:
    said = QuoteCheck.of(article('<p>採用を始めます。</p><a href="x 研修を始めます。'))
    assert said.says("採用を始めます。")
    assert not said.says("研修を始めます。")


def test_an_exception_that_nobody_foresaw_costs_one_article_and_is_logged_with_its_key(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:

    def faulty(given: Article, *rest: object, **named: object) -> object:
        if given.key == BAD:
            raise RecursionError
        return transcript.read(given, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("corpus.reading.reader.read", faulty)
    importer = Importer(store)
    with caplog.at_level(logging.ERROR):
        bad = importer.take(article(as_html(with_number(2)), key=BAD), "名")
    assert bad.outcome is None
    assert "RecursionError" in str(bad.error)
    assert BAD in caplog.text
    assert importer.take(article(as_html(PIECE), key=GOOD), "名").outcome is Outcome.ADDED

    store.put(article(as_html(with_number(2)), title=with_number(2).title, key=BAD))
    library = read(store)
    assert "RecursionError" in str(library.snapshot.troubles[BAD])
    assert library.ask("研修について").hits


def test_an_export_without_a_post_and_a_damaged_post_of_no_known_type_are_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(as_export(), "utf-8")
    damaged = as_item(PIECE, GOOD).replace("<wp:post_type>post</wp:post_type></item>", "<wp:post_type>m</item>")
    (tmp_path / "b.xml").write_text(as_export(damaged), "utf-8")
    attached = as_item(PIECE, GOOD).replace("post_type>post", "post_type>attachment")
    (tmp_path / "c.xml").write_text(as_export(attached, as_item(with_number(2), BAD)), "utf-8")
    results = take(store, *sorted(tmp_path.glob("*.xml")))
    assert "an export without a post" in str(results[0].error)
    assert "damaged" in str(results[1].error)
    assert [each.outcome for each in results[2:]] == [Outcome.ADDED]


@pytest.mark.parametrize(
    "poison",
    [
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        f'<script type="application/ld+json">{json.dumps({"datePublished": "0001-01-01T00:00:00+09:00"})}</script>',
        f'<script type="application/ld+json">{json.dumps({"dateModified": "9999-12-31T23:00:00-09:00"})}</script>',
        '<meta property="article:published_time" content="0001-01-01T00:00:00+14:00">',
    ],
)
def test_a_poisoned_page_does_not_stop_sync(poison: str, store: Store) -> None:
    with running() as note:
        for number in (1, 2):
            page = as_page(with_number(number), KEYS[number - 1])
            note.publish(PATHS[number - 1], page.replace("<head>", f"<head>{poison}") if number == 1 else page)
        visits = run(store, note)
    assert [visit.verdict for visit in visits] == [FetchVerdict.STORED] * 2
    assert read(store).ask("研修について").hits


def test_pictures_inside_of_a_saved_page_are_not_stored(store: Store, tmp_path: Path) -> None:
    data = f"data:image/png;base64,{'A' * 3_000_000}"
    pictures = f'<figure><img src="{data}" srcset="{data} 2x" alt=""></figure><p style="background:url({data})">図</p>'
    (tmp_path / "a.html").write_text(as_page(PIECE, GOOD, body=as_html(PIECE) + pictures), "utf-8")
    item = as_item(with_number(2), BAD).replace(as_html(with_number(2)), as_html(with_number(2)) + pictures[:3_000_100])
    (tmp_path / "b.xml").write_text(as_export(item), "utf-8")
    assert [each.outcome for each in take(store, *sorted(tmp_path.glob("?.*l")))] == [Outcome.ADDED] * 2
    assert len(store.article(GOOD).body + store.article(BAD).body) < 100_000


def test_thirty_attributes_with_values_are_no_reason_to_refuse_an_article(store: Store, tmp_path: Path) -> None:
    attributes = " ".join(f'data-a{number}="値 {number}"' for number in range(30))
    button = f"<button {attributes}>図</button>"
    (tmp_path / "a.html").write_text(as_page(PIECE, GOOD, body=as_html(PIECE) + button * 100), "utf-8")
    assert take(store, tmp_path / "a.html")[0].outcome is Outcome.ADDED


def test_a_title_longer_than_any_is_refused_by_name(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(as_page(replace(PIECE, title="題" * 300_000), GOOD), "utf-8")
    assert "title is longer" in str(take(store, tmp_path / "a.html")[0].error)


def test_the_same_words_are_extracted_once_however_often_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("corpus.verbatim.check_body", lambda _, name: read.append(name))
    given = article(as_html(with_number(77)), key=GOOD)
    for _ in range(5):
        assert all(QuoteCheck.of(given).says(each.text) for each in passages(understood(given)))
    assert read == [GOOD]


@pytest.mark.parametrize(("length", "passages_found"), [(1_000, 1), (1_001, 0)])
def test_a_sentence_longer_than_any_is_not_quoted_and_the_others_are(length: int, passages_found: int) -> None:
    endless = "研修を" + "と" * (length - 4) + "。"
    html = as_html(PIECE).replace("　研修は朝の一時間に移しました。", endless)
    found = [each.text for each in passages(understood(article(html, title=PIECE.title)))]
    assert sum(each == endless for each in found) == passages_found
    assert any("予約の山は火曜に来ます。" in each for each in found)
