"""sync: every article once, slowly, as robots.txt allows; only two 404 a day apart remove one."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from corpus.errors import UnreadableSource
from corpus.model import Source
from corpus.storage.database import reading, writing
from corpus.storage.schema import fetches
from corpus.store.store import Store
from corpus.sync.client import PoliteClient
from corpus.sync.fetch_log import FetchVerdict
from corpus.sync.sync import Visit, addresses_in_file, sync
from tests.corpus.published import NOW, PIECE, article, as_html, as_page
from tests.fake_note import ENDLESS, HEADERS, INTERIM, SILENT, SLOW, FakeNote, running
from tools.syncing import QUICK, gate_to

KEYS = tuple(f"n{number:012x}" for number in range(1, 9))
NOT_ASKED, DAMAGED = "not taken: in a coding that was not asked for", "its compression is damaged"
PATHS = tuple(f"/sample/n/{key}" for key in KEYS)


@pytest.fixture
def note() -> Iterator[FakeNote]:
    with running() as note:
        yield note


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")


def page(number: int, body: str | None = None) -> str:
    return as_page(replace(PIECE, number=number), KEYS[number - 1], body=body)


def published(note: FakeNote, *numbers: int) -> None:
    for number in numbers:
        note.publish(PATHS[number - 1], page(number))


def run(store: Store, note: FakeNote, *known: str, days: float = 0, slept: list[float] | None = None) -> list[Visit]:
    """Run sync; all pages of the account are known unless the test names others."""
    source = f"{note.address}/sample"
    now = NOW + timedelta(days=days)
    addresses = known or tuple(note.address + path for path in note.pages if path.startswith("/sample/n/"))
    with PoliteClient.open(gate_to(source), QUICK) as web:
        web.sleep = ([] if slept is None else slept).append
        return list(sync(store, web, addresses, [source], lambda: now))


def verdicts(visits: list[Visit]) -> dict[str, FetchVerdict]:
    return {visit.address.rpartition("/")[2]: visit.verdict for visit in visits}


def keys(store: Store) -> list[str]:
    return [article.key for article in store.articles()]


def test_articles_are_found_by_known_addresses_and_by_links_of_the_same_account(note: FakeNote, store: Store) -> None:
    published(note, 1)
    link = f'<p>後半は<a href="{PATHS[1]}?magazine_key=m1">こちら</a></p>'
    note.pages[PATHS[0]] = page(1, as_html(PIECE) + link + f'<a href="{note.address}/other/n/{KEYS[7]}">別</a>')
    for number in (2, 3, 8):
        note.publish(PATHS[number - 1], page(number))

    visits = run(store, note, note.address + PATHS[0], note.address + PATHS[2])

    assert keys(store) == list(KEYS[:3])
    assert {article.source for article in store.articles()} == {Source.PAGE}
    assert all(note.asked.count(path) == 1 for path in PATHS[:3])
    assert not any(path.startswith("/other") for path in note.asked)
    assert visits[-1].done == visits[-1].total == 3


def test_a_second_run_asks_whether_anything_changed_and_changes_nothing(note: FakeNote, store: Store) -> None:
    published(note, 1, 2)
    run(store, note)
    before = store.revision()
    note.answered.clear()
    assert set(verdicts(run(store, note)).values()) == {FetchVerdict.NOT_MODIFIED}
    assert note.answered == [200, 304, 304]
    assert store.revision() == before


def test_a_changed_article_is_taken_again(note: FakeNote, store: Store) -> None:
    published(note, 1)
    run(store, note)
    note.pages[PATHS[0]] = page(1).replace("朝の一時間", "夕方の一時間")
    before = store.revision()
    assert set(verdicts(run(store, note)).values()) == {FetchVerdict.STORED}
    assert store.revision() == before + 1
    assert "夕方の一時間" in store.article(KEYS[0]).body


def test_what_robots_txt_forbids_is_never_asked(note: FakeNote, store: Store) -> None:
    published(note, 1, 2)
    note.robots = f"User-agent: *\nDisallow: /sample/n/{KEYS[0]}\n"
    found = run(store, note)
    assert verdicts(found)[KEYS[0]] is FetchVerdict.FAILED
    assert [visit.reason for visit in found if visit.reason] == [
        f"{note.address}{PATHS[0]}: not asked: robots.txt says no"
    ]
    assert PATHS[0] not in note.asked
    assert keys(store) == [KEYS[1]]


def test_a_redirect_is_asked_for_in_robots_txt_too(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.robots = "User-agent: *\nDisallow: /closed/\n"
    note.always[PATHS[0]] = f"/closed/n/{KEYS[0]}"
    assert verdicts(run(store, note))[KEYS[0]] is FetchVerdict.FAILED
    assert f"/closed/n/{KEYS[0]}" not in note.asked


@pytest.mark.parametrize("status", [403, 429, 500])
def test_where_robots_txt_cannot_be_had_nothing_is_asked(note: FakeNote, store: Store, status: int) -> None:
    published(note, 1)
    note.always["/robots.txt"] = status
    assert set(verdicts(run(store, note)).values()) == {FetchVerdict.FAILED}
    assert set(note.asked) == {"/robots.txt"}


def test_where_there_is_no_robots_txt_all_is_allowed(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.robots = None
    run(store, note)
    assert keys(store) == [KEYS[0]]


def test_who_we_are_stands_in_every_request(note: FakeNote, store: Store) -> None:
    published(note, 1)
    run(store, note)
    assert {headers["user-agent"] for headers in note.headers} == {"zadankai-test (+mailto:nobody@example.com)"}


def test_between_two_requests_a_second_and_a_half_is_waited(note: FakeNote, store: Store) -> None:
    published(note, 1, 2)
    source = f"{note.address}/sample"
    slept: list[float] = []
    with PoliteClient.open(gate_to(source), replace(QUICK, pause=1.5)) as web:
        web.sleep = slept.append
        list(sync(store, web, [note.address + path for path in PATHS[:2]], [source], lambda: NOW))
    assert len(slept) == len(note.asked) - 1 == 2
    assert all(1.2 < wait <= 1.5 for wait in slept)


def test_a_longer_pause_that_robots_txt_asks_for_is_kept(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.robots = "User-agent: *\nCrawl-delay: 9\n"
    slept: list[float] = []
    run(store, note, slept=slept)
    assert len(slept) == 1
    assert all(8.5 < wait <= 9 for wait in slept)


def test_an_article_that_asks_for_patience_gets_as_much_as_it_asks_for(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.retry_after = "7"
    note.troubles[PATHS[0]] = [429, 503]
    slept: list[float] = []
    run(store, note, slept=slept)
    assert slept == [7.0, 7.0]
    assert keys(store) == [KEYS[0]]


def test_a_host_that_goes_on_saying_too_often_is_left_alone_until_the_next_run(note: FakeNote, store: Store) -> None:
    published(note, 1, 2, 3)
    note.always[PATHS[1]] = 429
    found = run(store, note)
    assert list(verdicts(found)) == [KEYS[0], KEYS[1]]
    assert PATHS[2] not in note.asked
    del note.always[PATHS[1]]
    run(store, note, days=1)
    assert keys(store) == list(KEYS[:3])


def test_a_longer_wait_than_an_operator_has_is_left_to_the_next_run(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.retry_after = "86400"
    note.always[PATHS[0]] = 429
    slept: list[float] = []
    run(store, note, slept=slept)
    assert slept == []
    assert note.asked.count(PATHS[0]) == 1


@pytest.mark.parametrize("trouble", [403, 500, 502, 401, 418, SLOW, SILENT, ENDLESS, "https://example.com/", "/"])
def test_no_other_failure_changes_anything_however_long_it_lasts(
    note: FakeNote, store: Store, trouble: int | str
) -> None:
    published(note, 1)
    run(store, note)
    before = (store.revision(), store.article(KEYS[0]))
    note.always[PATHS[0]] = trouble
    for days in (1, 3):
        assert verdicts(run(store, note, days=days))[KEYS[0]] is FetchVerdict.FAILED
    assert (store.revision(), store.article(KEYS[0])) == before


def test_a_failure_that_passes_is_asked_again_at_once(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.troubles[PATHS[0]] = [500, SILENT]
    run(store, note)
    assert keys(store) == [KEYS[0]]


@pytest.mark.parametrize("trouble", [SLOW, HEADERS, INTERIM])
def test_an_answer_that_trickles_is_given_up_once_at_the_deadline_and_costs_only_itself(
    note: FakeNote, store: Store, trouble: str
) -> None:
    published(note, 1, 2)
    note.always[PATHS[0]] = trouble
    visits = {visit.address: visit for visit in run(store, note)}
    reason = visits[note.address + PATHS[0]].reason
    assert reason == f"{note.address}{PATHS[0]}: not taken: not complete after {QUICK.deadline:g} seconds"
    assert note.asked.count(PATHS[0]) == 1
    assert keys(store) == [KEYS[1]]


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "identity", "x-gzip"])
def test_a_page_in_the_coding_that_was_asked_for_is_read(note: FakeNote, store: Store, coding: str) -> None:
    published(note, 1)
    content = note.pages[PATHS[0]].encode()
    note.encoded[PATHS[0]] = (coding, content if coding == "identity" else gzip.compress(content))
    run(store, note)
    assert keys(store) == [KEYS[0]]
    assert note.headers[-1]["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("coding", "pack", "reason"),
    [
        ("gzip", gzip.compress, "not taken: larger than 300,000 bytes"),
        ("gzip, gzip", lambda bomb: gzip.compress(gzip.compress(bomb)), NOT_ASKED),
        ("br", lambda _: b"", NOT_ASKED),
        ("gzip", lambda bomb: gzip.compress(bomb[:1000])[:-9], DAMAGED),
        ("gzip", lambda _: b"no gzip", DAMAGED),
    ],
)
def test_a_page_is_unpacked_no_further_than_pages_are_large(
    note: FakeNote, store: Store, coding: str, pack: Callable[[bytes], bytes], reason: str
) -> None:
    published(note, 1, 2)
    note.encoded[PATHS[0]] = (coding, pack(b"<p>" * 20_000_000))
    tracemalloc.start()
    visits = {visit.address: visit for visit in run(store, note)}
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert visits[note.address + PATHS[0]].reason == f"{note.address}{PATHS[0]}: {reason}"
    assert keys(store) == [KEYS[1]]
    assert most < 30_000_000


@pytest.mark.parametrize("status", [404, 410])
def test_an_article_that_is_gone_in_two_runs_a_day_apart_leaves_the_index_and_its_record_stays(
    note: FakeNote, store: Store, status: int
) -> None:
    published(note, 1)
    run(store, note)
    note.always[PATHS[0]] = status
    for days in (1, 1.5):
        assert verdicts(run(store, note, days=days))[KEYS[0]] is FetchVerdict.MISSING
        assert keys(store) == [KEYS[0]]
    assert verdicts(run(store, note, days=2))[KEYS[0]] is FetchVerdict.WITHDRAWN
    assert keys(store) == []
    assert store.count() == 1


def test_a_404_that_was_noted_by_a_clock_that_was_ahead_does_not_keep_the_article_for_years(
    note: FakeNote, store: Store
) -> None:
    published(note, 1)
    run(store, note)
    del note.pages[PATHS[0]]
    for days in (3650, 1, 2.1):
        run(store, note, note.address + PATHS[0], days=days)
    assert keys(store) == []


def test_what_the_operator_deleted_is_not_asked_for_until_it_is_allowed(note: FakeNote, store: Store) -> None:
    published(note, 1, 2)
    run(store, note)
    store.delete(KEYS[0], NOW)
    note.asked.clear()
    run(store, note, days=1)
    assert keys(store) == [KEYS[1]]
    assert not [path for path in note.asked if KEYS[0] in path]
    store.allow(KEYS[0])
    run(store, note, days=2)
    assert keys(store) == list(KEYS[:2])


def test_a_missing_address_that_was_never_stored_does_not_keep_a_later_import_out(note: FakeNote, store: Store) -> None:
    for days in (0, 1, 2):
        assert verdicts(run(store, note, note.address + PATHS[0], days=days))[KEYS[0]] is FetchVerdict.MISSING
    store.put(replace(article(as_html(PIECE), title=PIECE.title, key=KEYS[0]), source=Source.EXPORT))
    assert keys(store) == [KEYS[0]]


def test_an_article_that_comes_back_is_in_the_index_again(note: FakeNote, store: Store) -> None:
    published(note, 1)
    run(store, note)
    note.always[PATHS[0]] = 404
    run(store, note, days=1)
    run(store, note, days=2)
    del note.always[PATHS[0]]
    run(store, note, days=3)
    assert keys(store) == [KEYS[0]]


def test_a_404_counts_from_the_last_time_that_the_article_was_there(note: FakeNote, store: Store) -> None:
    published(note, 1)
    for days, status in enumerate([None, 404, None, 404]):
        note.always = {PATHS[0]: status} if status else {}
        run(store, note, days=days)
    assert keys(store) == [KEYS[0]]


def test_an_export_is_not_replaced_by_its_page_but_leaves_with_it(note: FakeNote, store: Store) -> None:
    exported = replace(article(as_html(PIECE), title=PIECE.title, key=KEYS[0]), source=Source.EXPORT)
    store.put(exported)
    published(note, 1)
    run(store, note)
    assert store.article(KEYS[0]) == exported
    note.always[PATHS[0]] = 404
    run(store, note, days=1)
    run(store, note, days=2)
    assert keys(store) == []


@pytest.mark.parametrize("body", ["<p>お知らせに差し替えました。</p>", ""])
def test_a_page_that_no_longer_reads_like_a_talk_does_not_replace_the_stored_one(
    note: FakeNote, store: Store, body: str
) -> None:
    published(note, 1)
    run(store, note)
    before = store.article(KEYS[0])
    note.pages[PATHS[0]] = page(1, body).replace(PIECE.title, "お知らせ")
    run(store, note, days=1)
    assert store.article(KEYS[0]) == before


def test_what_is_no_roundtable_is_not_stored_and_not_fetched_twice(note: FakeNote, store: Store) -> None:
    note.publish(PATHS[0], page(1, "<p>お知らせです。</p>").replace(PIECE.title, "お知らせ"))
    assert verdicts(run(store, note))[KEYS[0]] is FetchVerdict.NO_ROUNDTABLE
    assert verdicts(run(store, note))[KEYS[0]] is FetchVerdict.NOT_MODIFIED
    assert store.count() == 0


def test_an_article_that_moved_within_its_host_keeps_its_key(note: FakeNote, store: Store) -> None:
    published(note, 1)
    note.publish(f"/renamed/n/{KEYS[0]}", page(1))
    note.always[PATHS[0]] = f"/renamed/n/{KEYS[0]}"
    run(store, note)
    assert store.article(KEYS[0]).url == f"{note.address}/renamed/n/{KEYS[0]}"


def test_an_article_that_leads_to_another_one_is_not_taken_for_it(note: FakeNote, store: Store) -> None:
    published(note, 1, 2)
    note.always[PATHS[0]] = PATHS[1]
    found = run(store, note)
    assert verdicts(found)[KEYS[0]] is FetchVerdict.FAILED
    assert keys(store) == [KEYS[1]]


def test_a_feed_that_an_earlier_release_asked_is_left_as_it_was_written_down(note: FakeNote, store: Store) -> None:
    published(note, 1)
    feed = {"address": f"{note.address}/sample/rss", "kind": "feed", "verdict": "read", "etag": '"1"'}
    with writing(store.engine) as connection:
        connection.execute(insert(fetches).values(feed))
    assert verdicts(run(store, note)) == {KEYS[0]: FetchVerdict.STORED}
    assert "/sample/rss" not in note.asked
    with reading(store.engine) as connection:
        (kept,) = connection.execute(select(fetches).where(fetches.c.kind == "feed")).mappings()
    assert kept.items() >= feed.items()


def test_a_file_of_addresses_may_have_remarks_and_names_the_line_that_is_none() -> None:
    text = f"# 既知の記事\n\n https://note.com./a/n/{KEYS[0]}?magazine_key=m1 \n"
    assert addresses_in_file(text) == (f"https://note.com/a/n/{KEYS[0]}",)
    with pytest.raises(ValueError, match=r"line 2: no article's address: 'https://note\.com/a'"):
        addresses_in_file("# x\nhttps://note.com/a")


@pytest.mark.parametrize("host", ["evil.example", "note.com:8443", "note.com@evil.example"])
def test_a_file_of_addresses_names_articles_of_known_hosts_only(host: str) -> None:
    address = f"https://{host}/a/n/{KEYS[0]}"
    with pytest.raises((UnreadableSource, ValueError), match=r"of (evil|note)\.|a user name"):
        addresses_in_file(address)
    if "@" not in host:
        assert addresses_in_file(address, [host]) == (address,)
