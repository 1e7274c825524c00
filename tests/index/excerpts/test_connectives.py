"""How sentences begin: which depend on the one before, which qualify it."""

from __future__ import annotations

import pytest

from index.excerpts.connectives import depends_on_previous, qualifies_previous


@pytest.mark.parametrize(
    "sentence",
    [
        "そうした声を受けて、窓口を直しました。",
        "これを機に、様式を減らしました。",
        "その翌年に始めました。",
        "しかし、費用が足りません。",
        "一方、町では違いました。",
        "一方で人は減りました。",
        "また、研修も始めました。",
        "ただ費用は掛かります。",
        "そこで、様式を減らしました。",
        "それが難しいところです。",
        "この仕組みは便利です。",
        "そう考えています。",
        "なお、費用は折半です。",
        "ですから続けます。",
        "だから続けます。",
        "　そのため、待ち時間が減りました。",
        "もう一つは、回線です。",
        "が、うまくいきませんでした。",
    ],
)
def test_what_points_at_or_joins_the_sentence_before_leans_back(sentence: str) -> None:
    assert depends_on_previous(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "それぞれの課で直しました。",
        "これからは誰もが使います。",
        "これまでの様式は12種類でした。",
        "このたび係を置きました。",
        "この度、係を置きました。",
        "ここ数年で申請が倍になりました。",
        "ここ10年で人口が減りました。",
        "一方的に決めたことはありません。",
        "またがる業務が多い課です。",
        "ただいま準備しています。",
        "直ちに止めました。",
        "窓口を直しました。",
        "「それは困る」と言われました。",
        "がんばりました。",
        "できることから始めました。",
    ],
)
def test_a_sentence_that_stands_alone_does_not(sentence: str) -> None:
    assert not depends_on_previous(sentence)


@pytest.mark.parametrize(
    "sentence", ["ただ、高いです。", "ただし例外もあります。", "しかし高いです。", "一方で高いです。"]
)
def test_what_takes_back_what_was_said_turns_it_and_leans_on_it(sentence: str) -> None:
    assert qualifies_previous(sentence)
    assert depends_on_previous(sentence)


@pytest.mark.parametrize(
    "sentence", ["ただちに直します。", "また、直します。", "一方的です。", "でもらう側は困ります。"]
)
def test_nothing_else_does(sentence: str) -> None:
    assert not qualifies_previous(sentence)
