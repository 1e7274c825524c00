"""もっと見る while the articles change: nothing is shown twice, and nothing withdrawn is shown again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.answers.answers import Answers
from bot.answers.quote import CHANNEL, DIRECT
from bot.open_library import open_store
from bot.slack.blocks.reply import Reply
from bot.slack.conversation import ReplyPlace, Responder, Response
from bot.state.askers import Asker
from bot.state.memory import Memory
from corpus.model import Article, MediaType, Source
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from tests.fake_slack.limits import parts, quotes, texts

WHO = Asker("T1", "U1")
THERE = ReplyPlace("C1", "1.1", CHANNEL)
QUESTION = "窓口の研修は？"
#: Hosts and what each says; no two sentences resemble each other.
TALKS = {
    "灯台市": "窓口の研修は、夜の図書館で開きます。",
    "麦野市": "私たちは新人だけを集めて、窓口の研修を三日かけて続けています。",
    "雪見市": "動画を見てから話し合う形に、窓口の研修を改めたところです。",
    "潮路市": "隣の市と合同で窓口の研修を始め、講師の費用が半分になりました。",
    "鳴海市": "窓口の研修で読む手引きは、毎月係長が書き足しています。",
    "星野市": "電話での応対もふくめた窓口の研修に、警備の方も加わりました。",
    "月丘市": "窓口の研修を受けた人が、次の年に教える側へ回る決まりです。",
}


def article(number: int, host: str, words: str) -> Article:
    title = f"待たせない工夫～{host}CIO×東京都CIO座談会～"
    body = f"""{title}

第{number}回は「{host}CIO×東京都CIO座談会」をお届けします！

令和4年8月{number}日に、「東京都・区市町村CIOフォーラム第{number}回座談会」として{host}CIOと東京都CIOの対談を実施しました。

参加者（敬称略）
{host}CIO（副市長）：岬 遥
東京都CIO（副知事）：架空 守

議題
① 待たせない工夫

待たせない工夫

列を短くする

岬
{words}
"""
    key = f"n{number:012x}"
    retrieved = datetime(2026, 4, 1, tzinfo=UTC)
    return Article(
        key, f"https://note.com/invented/n/{key}", title, None, None, body, MediaType.TEXT, Source.EXPORT, retrieved
    )


ARTICLES = {host: article(number, host, words) for number, (host, words) in enumerate(TALKS.items(), start=1)}


@dataclass(frozen=True, slots=True)
class Archive:
    """Stored articles, and a Responder that answers from them."""

    store: Store
    library: Library
    responder: Responder

    def put(self, changed: Article) -> None:
        self.store.put(changed)
        assert self.library.refresh()


@pytest.fixture
def archive(database: str) -> Iterator[Archive]:
    store = open_store(database)
    for each in ARTICLES.values():
        store.put(each)
    library = Library(store, Analyzer())
    memory = Memory(store.engine, lambda: datetime.now(UTC))
    yield Archive(store, library, Responder(Answers(library), memory))
    store.engine.dispose()


def shown(reply: Reply) -> list[str]:
    return quotes([block.to_dict() for block in reply.blocks])


def grown(archive: Archive, before: Response) -> Response:
    assert before.conversation is not None
    return archive.responder.grown(before.conversation, WHO, THERE)


def test_an_answer_grows_to_all_that_there_is_each_once(archive: Archive) -> None:
    third = grown(archive, grown(archive, archive.responder.question(QUESTION, WHO, THERE)))
    assert sorted(shown(third.reply)) == sorted(TALKS.values())
    after = grown(archive, third)
    assert after.conversation is None


def test_an_article_from_a_better_source_is_not_shown_again(archive: Archive) -> None:
    first = archive.responder.question(QUESTION, WHO, THERE)
    for each in ARTICLES.values():
        better = each.key.replace("n0", "nf")
        archive.store.put(replace(each, key=better, url=f"https://note.com/invented/n/{better}"), replaces=[each.key])
    assert archive.library.refresh()
    second = grown(archive, first)
    assert shown(second.reply)[:3] == shown(first.reply)
    assert len(set(shown(second.reply))) == 6


def test_an_article_that_was_edited_elsewhere_is_not_shown_again(archive: Archive) -> None:
    first = archive.responder.question(QUESTION, WHO, THERE)
    for each in ARTICLES.values():
        archive.store.put(replace(each, body=each.body.replace("列を短くする", "列をもっと短くする")))
    assert archive.library.refresh()
    assert sorted(shown(grown(archive, grown(archive, first)).reply)) == sorted(TALKS.values())


def test_a_quote_that_was_changed_since_is_not_shown_again_and_numbers_stay(archive: Archive) -> None:
    first = archive.responder.question(QUESTION, WHO, THERE)
    gone = shown(first.reply)[0]
    host = next(host for host, words in TALKS.items() if words == gone)
    archive.put(replace(ARTICLES[host], body=ARTICLES[host].body.replace(gone, "この発言は取り下げました。")))
    second = grown(archive, first)
    assert gone not in shown(second.reply)
    assert shown(second.reply)[:2] == shown(first.reply)[1:]
    assert "引用2 " in second.reply.text
    assert "引用1 " not in second.reply.text


def test_a_second_press_on_the_same_message_shows_the_same(archive: Archive) -> None:
    first = archive.responder.question(QUESTION, WHO, THERE)
    assert shown(grown(archive, first).reply) == shown(grown(archive, first).reply)


def test_what_is_bold_stays_bold_in_the_answer_that_has_grown(archive: Archive) -> None:
    first = archive.responder.question(QUESTION, WHO, THERE)
    assert bold(first.reply) == bold(grown(archive, first).reply)[: len(bold(first.reply))]
    assert {"窓口", "研修"} <= set(bold(first.reply))


def bold(reply: Reply) -> list[str]:
    blocks = [block.to_dict() for block in reply.blocks]
    return [str(part["text"]) for part in parts(blocks) if part.get("style") == {"bold": True}]


def test_in_a_direct_message_an_answer_that_would_be_too_long_shows_its_last_six(archive: Archive) -> None:
    place = ReplyPlace("D1", None, DIRECT)
    answer = archive.responder.question(QUESTION, WHO, place)
    for _ in range(2):
        assert answer.conversation is not None
        answer = archive.responder.grown(answer.conversation, WHO, place)
    blocks = [block.to_dict() for block in answer.reply.blocks]
    assert len(quotes(blocks)) == 6
    assert next(texts(blocks)).startswith(f"「{QUESTION}」の続き、2〜7件目です。")
