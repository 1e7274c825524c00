"""What the bot says: why a quote stands where it stands."""

from __future__ import annotations

EXPLANATION_COLUMNS = ("場所", "言葉", "点")
#: By ``index.model.Field``.
FIELDS = {
    "text": "発言",
    "speaker": "発言者",
    "heading": "見出し",
    "neighbours": "前後の発言",
    "pairs": "続く二語",
    "characters": "続く二文字",
    "names": "別の呼び方",
    "families": "仲間の言葉",
}


def explained_score(score: float, covers: float) -> str:
    """Over a quote's table.

    >>> explained_score(8.634, 0.75)
    '合計8.634点。質問の言葉の重みのうち75%が、発言・発言者・見出しにあります。'
    """
    return f"合計{score:.3f}点。質問の言葉の重みのうち{covers:.0%}が、発言・発言者・見出しにあります。"
