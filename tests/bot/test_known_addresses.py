"""A copy of a known article: its quotes link to note, and every surface says that the address is from the table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import wording
from bot.answers.answers import Answers
from bot.answers.citation import citation
from bot.answers.overview import Overview
from bot.answers.quote import CHANNEL
from bot.open_library import open_store
from bot.slack.blocks.notice import notice
from bot.slack.blocks.pages import roundtable_lines
from bot.slack.blocks.quote_block import cited_text
from bot.slack.blocks.quote_modals import around
from corpus.model import Article, MediaType, Source
from index.analysis import Analyzer
from index.library import Library
from tests.bot.cli.test_cli import answered, zadankai
from tests.bot.conftest import Start
from tests.bot.test_one_decision import spoken, stored, two_parts, written
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import message_faults, parts, texts

ADDRESS = "https://note.com/tokyo_cio_forum/n/n6951211eebf3"
QUESTION = "窓口の予約"
SAYS = f"（{wording.LISTED_ADDRESS}）"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return two_parts(tmp_path)[0]


def test_a_quote_from_a_copy_of_a_known_article_has_its_address_in_json_and_says_so(
    tmp_path: Path, known: Path
) -> None:
    _, database = stored(tmp_path, known)

    [hit, *_] = answered(zadankai(tmp_path, "ask", QUESTION, "--json", database=database))["hits"]

    assert (hit["url"], hit["url_source"], hit["source"]) == (ADDRESS, "table", "copy")
    assert hit["link"].startswith(f"{ADDRESS}#:~:text=")
    assert hit["passage_id"].startswith("local-")
    assert [remark["kind"] for remark in hit["remarks"]] == ["copy", "listed_address"]
    [one] = answered(zadankai(tmp_path, "articles", "--json", database=database))["articles"]
    assert (one["url"], one["url_source"], one["key"][:6]) == (ADDRESS, "table", "local-")
    for which in (one["key"], str(known)):
        found = answered(zadankai(tmp_path, "transcript", which, "--json", database=database))
        assert (found["url"], found["url_source"]) == (ADDRESS, "table")


def test_the_terminal_the_tables_and_the_list_of_articles_say_where_the_address_is_from(
    tmp_path: Path, known: Path
) -> None:
    _, database = stored(tmp_path, known)
    answer = "".join(zadankai(tmp_path, "ask", QUESTION, database=database).stdout.split())
    assert ADDRESS in answer
    assert "【転記】" in answer
    assert wording.LISTED_ADDRESS in answer
    for form in ("tsv", "csv", "markdown"):
        table = zadankai(tmp_path, "ask", "研修", "--table", form, database=database).stdout
        assert f"［転記］{SAYS}" in table
        assert ADDRESS in table
    listed = zadankai(tmp_path, "articles", database=database).stdout
    assert f"address from the table of known articles: {ADDRESS}" in listed


def test_a_copy_of_an_article_that_is_not_known_has_no_address(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", number=27, part="①", day="令和4年8月23日", body=spoken("見本"))
    _, database = stored(tmp_path, path)
    [hit, *_] = answered(zadankai(tmp_path, "ask", QUESTION, "--json", database=database))["hits"]
    assert (hit["url"], hit["url_source"], hit["link"]) == (None, None, None)
    assert wording.LISTED_ADDRESS not in zadankai(tmp_path, "ask", QUESTION, database=database).stdout


def test_a_citation_a_shared_quote_and_the_words_around_say_where_the_address_is_from(
    tmp_path: Path, known: Path
) -> None:
    library, _ = stored(tmp_path, known)
    [quote, *_] = Answers(library).to(QUESTION, CHANNEL).quotes
    assert f"note（転記）、{ADDRESS}{SAYS}" in citation(quote.passage, quote.excerpt)
    shared = [part["text"] for part in parts(cited_text(quote, [], None).to_dict()) if "text" in part]
    assert shared[shared.index(ADDRESS) + 1].startswith(SAYS)
    assert SAYS in texts(around(library.around(quote.passage.id)).to_dict())


def test_a_page_that_is_imported_later_replaces_the_copy_and_its_quotes(tmp_path: Path, known: Path) -> None:
    library, database = stored(tmp_path, known)
    old = [passage.id for passage in library.snapshot.passages.values()]
    body = "".join(f"<p>{line}</p>" for line in known.read_text("utf-8").split("\n")[2:] if line)
    title = known.read_text("utf-8").partition("\n")[0]
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html><head><link rel="canonical" href="{ADDRESS}"></head><body><h1>{title}</h1>'
        f'<div class="note-common-styles__textnote-body">{body}</div></body></html>',
        encoding="utf-8",
    )

    imported = zadankai(tmp_path, "import", str(page), database=database).stdout

    assert "(replaces local-" in imported
    [one] = answered(zadankai(tmp_path, "articles", "--json", database=database))["articles"]
    assert (one["key"], one["source"], one["url"], one["url_source"]) == (
        "n6951211eebf3", "page", ADDRESS, "article",
    )  # fmt: skip
    after = Library(open_store(database), Analyzer())
    assert all(after.passage(passage_id) for passage_id in old)
    # The copy again: the page stays, alone.
    assert zadankai(tmp_path, "import", str(known), database=database).stdout.startswith("outranked")
    assert len(answered(zadankai(tmp_path, "articles", "--json", database=database))["articles"]) == 1


def test_slack_links_a_copy_s_quote_and_says_where_the_address_is_from(
    slack: FakeSlack, start: Start, database: str, known: Path
) -> None:
    text, key = known.read_text("utf-8"), "local-0123456789ab"
    now = datetime(2026, 4, 1, tzinfo=UTC)
    open_store(database).put(Article(key, None, "", None, None, text, MediaType.TEXT, Source.COPY, now))
    start(ZADANKAI_SAMPLE="0")
    slack.wait_for_connection()

    slack.mention(QUESTION)

    (post,) = slack.wait_for_posts()
    links = [part["url"] for part in parts(post["blocks"]) if part.get("type") == "link"]
    assert links
    assert all(link.startswith(f"{ADDRESS}#:~:text=") for link in links)
    assert list(texts(post["blocks"])).count(SAYS) == len(links)
    assert any("［転記］" in said for said in texts(post["blocks"]))
    assert f"{ADDRESS} {SAYS}" in post["text"]
    assert message_faults(post) == []


def test_the_list_of_rounds_and_a_notice_say_where_the_address_is_from(tmp_path: Path, known: Path) -> None:
    library, _ = stored(tmp_path, known)
    [talk] = Overview.of(library.snapshot, library.gazetteer).roundtables
    assert SAYS in texts(roundtable_lines(talk, hosts=True).to_dict())
    assert f"{ADDRESS} {SAYS}" in notice(talk.articles[0], (), "U1").text
