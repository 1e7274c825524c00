"""An open speaker's words count for a body only where the label does not name another, and nobody is called silent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Zadankai

ARTICLE = """見本の題～町田市CIO×東京都CIO座談会～

令和4年8月22日に、「第27回座談会」として町田市CIOと東京都CIOの対談を実施しました。

参加者（敬称略）
町田市CIO（副市長）：見本　一
町田市課長：例示　太郎
東京都CIO（副知事）：書面　花
東京都課長：例示　次郎

見出し

小見出し

見本
職員の研修は毎年続けています。

東京都デジタルサービス局課長：来賓
職員の研修の教材を都で作りました。

司会
職員の研修について伺います。

株式会社見本：来客
職員の研修をお手伝いしています。

例示
職員の研修は火曜に開きます。

―ありがとうございました。
"""


@pytest.fixture
def stored(zadankai: Zadankai, tmp_path: Path) -> Zadankai:
    path = tmp_path / "写し.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert zadankai("import", str(path)).exit_code == 0
    return zadankai


def quotes(run: str) -> list[str]:
    return [hit["text"] for hit in json.loads(run)["hits"]]


def test_a_label_that_names_another_body_or_nobody_does_not_count_for_the_host(stored: Zadankai) -> None:
    found = quotes(stored("ask", "区:町田市 職員の研修", "--limit", "9", "--json").stdout)

    assert found == ["職員の研修は毎年続けています。", "職員の研修は火曜に開きます。"]


def test_a_label_that_names_the_metropolis_counts_for_it(stored: Zadankai) -> None:
    found = quotes(stored("ask", "区:東京都 職員の研修", "--limit", "9", "--json").stdout)

    assert found == ["職員の研修の教材を都で作りました。"]


def test_nobody_is_said_to_have_said_nothing_while_a_label_may_be_theirs(stored: Zadankai) -> None:
    assert "発言は収録にありません" in stored("ask", "話者:書面花 職員の研修").stdout
    assert "発言は収録にありません" not in stored("ask", "話者:例示太郎 職員の研修").stdout
