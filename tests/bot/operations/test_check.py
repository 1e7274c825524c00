"""``check`` finds what is wrong and says how to fix it; what is in order gives no finding."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.open_library import open_store
from bot.operations.check import CheckFinding, Severity, check
from bot.slack.transport.manifest import SCOPES
from bot.state.jobs import Jobs, synced
from corpus.hidden import Hidden
from corpus.model import Article, MediaType, Source
from corpus.store.catalogue import hide
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from tests import ROOT
from tests.bot.test_one_decision import spoken, written
from tests.bot.test_stored_articles import ARTICLE
from tests.fake_slack import FakeSlack

TOKENS: dict[str, Any] = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback"}


def now() -> datetime:
    return datetime(2026, 4, 1, tzinfo=UTC)


def errors(found: list[CheckFinding]) -> list[str]:
    return [finding.what for finding in found if finding.severity is Severity.ERROR]


def test_the_manifest_asks_for_the_scopes_that_the_check_expects() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)


def test_the_manifest_keeps_slack_s_limits() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140
    assert len(manifest["features"]["agent_view"]["agent_description"]) <= 300
    assert "message.channels" not in manifest["settings"]["event_subscriptions"]["bot_events"]


def test_an_empty_store_is_an_error_that_names_the_command(database: str) -> None:
    found = check(now, ZADANKAI_DATABASE_URL=database, **TOKENS)
    assert errors(found) == ["there are no articles: the bot has nothing to quote"]
    assert "zadankai import" in found[0].fix


def test_missing_tokens_are_named(database: str) -> None:
    found = check(now, ZADANKAI_DATABASE_URL=database, ZADANKAI_SAMPLE="1", SLACK_BOT_TOKEN="xoxb-1")  # noqa: S106 - none
    assert errors(found) == ["SLACK_APP_TOKEN: is not set"]


def test_all_that_is_missing_or_wrong_in_the_settings_is_named_at_once(database: str) -> None:
    found = check(now, ZADANKAI_DATABASE_URL=database, ZADANKAI_SAMPLE="1", ZADANKAI_PORT="x", ZADANKAI_OPERATORS="me")
    assert [what.partition(":")[0] for what in errors(found)] == [
        *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
        *("ZADANKAI_OPERATORS", "ZADANKAI_PORT"),
    ]


def test_an_unreachable_database_is_an_error(tmp_path: Path) -> None:
    found = check(now, ZADANKAI_DATABASE_URL=f"sqlite:///{tmp_path}", **TOKENS)
    assert len(errors(found)) == 1
    assert str(tmp_path) in errors(found)[0]


def test_an_article_that_is_no_roundtable_is_named(database: str) -> None:
    letter = Article("n0123456789ab", None, "お知らせ", None, None, "休業します。", MediaType.TEXT, Source.COPY, now())
    open_store(database).put(letter)
    found = check(now, ZADANKAI_DATABASE_URL=database, **TOKENS)
    assert any("n0123456789ab" in finding.what for finding in found)


def test_open_speakers_are_a_note_and_a_reading_that_may_be_at_fault_is_a_warning(
    database: str, tmp_path: Path
) -> None:
    store, body = open_store(database), f"{spoken('例示')}\n見本\nはい。\n"
    whole = written(tmp_path, "a.txt", number=27, part="", day="令和4年8月22日", body=body).read_text("utf-8")
    for key, text in (("n00000000000a", whole), ("n00000000000b", whole.replace("東京都部長：例示 次郎\n", ""))):
        store.put(Article(key, None, "", None, None, text, MediaType.TEXT, Source.COPY, now()))
    found = [each for each in check(now, ZADANKAI_DATABASE_URL=database, **TOKENS) if "article n" in each.what]
    assert [(each.severity, each.what) for each in found] == [
        (Severity.WARNING, "article n00000000000b: no participant of 東京都"),
        (Severity.NOTE, "article n00000000000a: 1 of 3 speeches without a speaker"),
    ]
    assert found[0].fix == "see 'zadankai transcript n00000000000b --outline'"


def test_the_sample_is_a_warning_and_nothing_else_is_wrong(database: str) -> None:
    found = check(now, ZADANKAI_DATABASE_URL=database, ZADANKAI_SAMPLE="1", **TOKENS)
    assert [finding.severity for finding in found] == [Severity.WARNING]


def test_what_is_hidden_or_withdrawn_is_a_note_that_says_why_and_since_when(database: str) -> None:
    store = open_store(database)
    for key in ("n0123456789ab", "n0123456789ac"):
        store.put(Article(key, None, "お知らせ", None, None, key, MediaType.TEXT, Source.COPY, now()))
    store.hide(Hidden("n0123456789ab", "n0123456789ab", None, "本人の求め", now()))
    store.withdraw("n0123456789ac", now())
    notes = [
        each.what for each in check(now, ZADANKAI_DATABASE_URL=database, **TOKENS) if each.severity is Severity.NOTE
    ]
    assert notes == [
        "n0123456789ab is hidden since 2026-04-01: 本人の求め",
        "article n0123456789ac is withdrawn since 2026-04-01: its publisher took it down",
    ]


def test_hidden_words_that_were_edited_are_a_warning_that_says_what_is_withheld(database: str) -> None:
    store = open_store(database)
    store.put(ARTICLE)
    [target] = [each.id for each in Library(store, Analyzer()).index.passages if "申請書を" in each.text]
    hide(store, target, "本人の求め", now())
    sentence = "申請書を書かせない窓口は、市民にも職員にも優しい仕組みだと感じました。"
    for edited, says in ((sentence, ()), (sentence.replace("優しい", "やさしい"), ("withheld instead",))):
        assert warned(store, database, sentence, edited) == says
    assert warned(store, database, sentence, "紙の話はしませんでした。") == ("article is withheld",)


def warned(store: Store, database: str, sentence: str, edited: str) -> tuple[str, ...]:
    """Put the article with an edited sentence; returns what the warnings of hidden words say of it."""
    store.put(replace(ARTICLE, body=ARTICLE.body.replace(sentence, edited)))
    found = [each.what for each in check(now, ZADANKAI_DATABASE_URL=database, **TOKENS) if "were edited" in each.what]
    return tuple(part for what in found for part in ("withheld instead", "article is withheld") if part in what)


def test_a_sync_that_failed_is_a_warning(database: str) -> None:
    synced(Jobs(open_store(database).engine, now), well=False)
    found = check(now, ZADANKAI_DATABASE_URL=database, ZADANKAI_SAMPLE="1", **TOKENS)
    assert any("zadankai sync" in finding.what for finding in found if finding.severity is Severity.WARNING)


def live(slack: FakeSlack, database: str, **more: str) -> list[CheckFinding]:
    given = TOKENS | {"SLACK_API_URL": slack.api_url, "ZADANKAI_DATABASE_URL": database, "ZADANKAI_SAMPLE": "1"}
    return check(now, live=True, **(given | more))


def test_the_live_check_asks_slack_and_posts_nothing(slack: FakeSlack, database: str) -> None:
    assert errors(live(slack, database)) == []
    methods = {call.method for call in slack.web.calls}
    assert methods == {"auth.test", "apps.connections.open", "blocks.validate"}


def test_a_missing_scope_is_an_error_and_one_too_many_a_warning(slack: FakeSlack, database: str) -> None:
    slack.web.scopes = "app_mentions:read,assistant:write,chat:write,commands,channels:history,users:read"
    found = live(slack, database)
    assert errors(found) == ["the scope im:history is missing (questions in direct messages)"]
    warned = [finding.what for finding in found if finding.severity is Severity.WARNING]
    assert "the scope users:read is granted and not needed" in warned
    # Of the second manifest, which reads threads.
    assert not any("channels:history" in what for what in warned)


def test_without_a_token_the_other_one_and_its_scopes_are_checked_all_the_same(slack: FakeSlack, database: str) -> None:
    slack.web.scopes = "app_mentions:read,assistant:write"
    missing = {name for what in errors(live(slack, database, SLACK_APP_TOKEN="")) for name in what.split()}
    assert {"SLACK_APP_TOKEN:", "chat:write", "commands", "im:history"} <= missing
    assert "apps.connections.open" not in {call.method for call in slack.web.calls}


@pytest.mark.parametrize(("name", "token"), [("SLACK_BOT_TOKEN", "xoxb-revoked"), ("SLACK_APP_TOKEN", "xapp-revoked")])
def test_a_token_that_slack_refuses_is_an_error_that_names_its_setting(
    slack: FakeSlack, database: str, name: str, token: str
) -> None:
    found = live(slack, database, **{name: token})
    assert any(finding.severity is Severity.ERROR and name in finding.fix for finding in found)
