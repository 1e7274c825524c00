"""Answers from stored articles: their length, their links, and never from text that has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot import wording
from bot.open_library import open_store
from corpus.model import Article, MediaType, Source
from tests.bot.conftest import QUICK, Running, Start
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import parts, quotes, texts

ADDRESS = "https://note.com/invented/n/n0123456789ab"
LONG = "".join(f"窓口の研修は第{number}週に行い、係ごとに一人ずつ参加します。" for number in range(1, 12))
TEXT = f"""待たせない窓口をつくる～灯台市CIO×東京都CIO座談会～

第40回は「灯台市CIO×東京都CIO座談会」をお届けします！

令和4年8月22日に、「東京都・区市町村CIOフォーラム第40回座談会」として灯台市CIOと東京都CIOの対談を実施しました。

参加者（敬称略）
灯台市CIO（副市長）：岬 遥
東京都CIO（副知事）：架空 守

議題
① 窓口の改革

窓口の改革

待ち時間を半分に

岬
{LONG}

架空
申請書を書かせない窓口は、市民にも職員にも優しい仕組みだと感じました。
"""
ARTICLE = Article(
    "n0123456789ab",
    ADDRESS,
    "待たせない窓口をつくる～灯台市CIO×東京都CIO座談会～",
    None,
    None,
    TEXT,
    MediaType.TEXT,
    Source.EXPORT,
    datetime(2026, 4, 1, tzinfo=UTC),
)


def serving(slack: FakeSlack, start: Start, database: str, article: Article = ARTICLE) -> Running:
    open_store(database).put(article)
    running = start(ZADANKAI_SAMPLE="0")
    slack.wait_for_connection()
    return running


def test_a_quote_shows_about_160_characters_in_a_channel_and_400_in_a_direct_message(
    slack: FakeSlack, start: Start, database: str
) -> None:
    serving(slack, start, database)
    slack.mention("窓口の研修")
    slack.wait_for_posts()
    slack.direct_message("窓口の研修")
    channel, direct = slack.wait_for_posts(2)
    assert 100 < len(quotes(channel["blocks"])[0]) <= 160
    assert 160 < len(quotes(direct["blocks"])[0]) <= 400
    assert all(quote.endswith("。") and quote in TEXT for quote in quotes([channel["blocks"], direct["blocks"]]))


def test_each_quote_links_to_its_passage_and_names_the_source(slack: FakeSlack, start: Start, database: str) -> None:
    serving(slack, start, database)
    slack.mention("窓口の研修")
    (post,) = slack.wait_for_posts()
    links = [part["url"] for part in parts(post["blocks"]) if part.get("type") == "link"]
    assert len(links) == len(quotes(post["blocks"]))
    assert all(link.startswith(f"{ADDRESS}#:~:text=") for link in links)
    assert wording.SOURCE in texts(post["blocks"])
    assert "見本" not in post["text"]


def test_an_article_that_comes_while_serving_is_found_soon(slack: FakeSlack, start: Start, database: str) -> None:
    running = start(ZADANKAI_SAMPLE="0")
    open_store(database).put(ARTICLE)
    slack.wait_until(lambda: bool(running.runtime.library.index.passages), 10, "the new snapshot")
    slack.direct_message("窓口の研修")
    assert quotes(slack.wait_for_posts()[0]["blocks"])


def test_words_that_the_article_no_longer_says_are_not_quoted(slack: FakeSlack, start: Start, database: str) -> None:
    patient = replace(QUICK, refresh=600.0)
    open_store(database).put(ARTICLE)
    start(patient, ZADANKAI_SAMPLE="0")
    slack.wait_for_connection()
    open_store(database).put(replace(ARTICLE, body=TEXT.replace("優しい", "易しい")))
    slack.direct_message("申請書を書かせない")
    (post,) = slack.wait_for_posts()
    assert not any("優しい" in quote for quote in quotes(post["blocks"]))


def test_when_the_articles_cannot_be_read_the_asker_is_told_and_the_event_is_settled(
    slack: FakeSlack, start: Start, database: str
) -> None:
    running = serving(slack, start, database)
    with running.runtime.inbox.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE articles RENAME TO elsewhere")
        connection.commit()
    slack.direct_message("窓口の研修")
    assert slack.wait_for_posts()[0]["text"] == wording.NOT_ANSWERED
    slack.wait_until(lambda: running.runtime.inbox.reasons() == {"StoreError": 1}, 10, "the reason")
