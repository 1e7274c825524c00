"""Articles that arrive one after the other: invented roundtables of a city that does not exist."""

from __future__ import annotations

from datetime import UTC, datetime

from corpus.model import Article, MediaType, Source
from tests.corpus.published import Piece, as_page

TEXT = """窓口と研修の第{number}話～灯台市CIO×東京都CIO座談会～

第{number}回は「灯台市CIO×東京都CIO座談会」をお届けします！

令和4年8月{day}日に、「東京都・区市町村CIOフォーラム第{number}回座談会」として灯台市CIOと東京都CIOの対談を実施しました。

参加者（敬称略）
灯台市CIO（副市長）：岬 遥
東京都CIO（副知事）：架空 守

議題
① 窓口の改革
② 職員の研修

窓口の改革

待ち時間を半分に

岬
第{number}案では、書かない窓口を三つの支所に広げ、申請書を二枚に減らします。

架空
支所ごとの違いを、都でも伺いたいと思いました。

職員の研修

自分で教材を作る

岬
第{number}期の研修では、教材を職員が自分で作り、受講した人が次の年に教えます。

架空
教材は、ほかの市でも使えそうです。
"""


def article(number: int) -> Article:
    """Return the article of round ``number`` (1 to 31)."""
    key = f"n{number:012x}"
    return Article(
        key=key,
        url=f"https://note.com/invented/n/{key}",
        title=f"窓口と研修の第{number}話～灯台市CIO×東京都CIO座談会～",
        published=None,
        modified=None,
        body=TEXT.format(number=number, day=number),
        media_type=MediaType.TEXT,
        source=Source.EXPORT,
        retrieved=datetime(2026, 4, 1, tzinfo=UTC),
    )


def page(number: int) -> str:
    """Return the article as a page of note."""
    told = article(number)
    _, *blocks = told.body.strip().split("\n\n")
    body = "<p>" + "<br><br>".join(block.replace("\n", "<br>") for block in blocks) + "</p>"
    return as_page(Piece(told.title, number, ()), told.key, body=body)
