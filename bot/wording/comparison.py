"""Sentences of 一覧 (the comparison) and of the table that is copied."""

from __future__ import annotations

COMPARISON = "自治体ごとの一覧"
list_theme = "テーマ「{:.60}」を一覧にする".format
COLUMNS = ("自治体", "発言", "発言者〔当時の役職〕", "第N回・日付", "出典URL")
NEAR_TOPIC = "（近い話題）"
ROW_NOTHING = "該当する発言は見つかりませんでした（取組がないという意味ではありません）"
ROW_NO_ROUNDTABLE = "座談会が収録にありません"
AND_MORE = "など"
COMPARISON_TITLE = "一覧"
COMPARISON_SCOPE = "表示する自治体"
#: By the value of a comparison's scope.
COMPARISON_SCOPES = {
    "all": "すべての自治体",
    "wards": "区だけ",
    "cities": "市だけ",
    "towns": "町村だけ",
    "chosen": "選んだ自治体",
}
COMPARISON_CHOOSE = "自治体を選ぶ"
COMPARISON_TABLE = "表をコピー"
COMPARISON_SHOW = "一覧にする"
COMPARISON_OTHERS_LATER = "発言が見つからなかった自治体は、最後のページにあります。"
TABLE_TITLE = "貼り付け用の表"
TABLE_HOW = "下の枠の中をすべて選んでコピーし、ExcelやWordに貼り付けてください。列はタブで区切られています。"
TABLE_SEND = "表をDMで受け取る"
TABLE_SENT = "表をDMに送りました。"
BACK = "戻る"
#: Below a table in which a sign replaces newlines.
newlines = "※発言中の「{}」は、原文では改行です".format
#: Of a municipality's roundtables this part is missing from the corpus.
partly_missing = "一部（{}）が未収録です".format


def comparison_lead(question: str, rows: int, quotes: int, near: int, coverage: str) -> str:
    """Return the line above a comparison.

    >>> comparison_lead("採用", 62, 7, 2, "収録：座談会5回。")
    '「採用」について、62自治体のうち7自治体の発言があります（ほかに、近い話題の発言が2自治体）。収録：座談会5回。'
    """
    others = f"（ほかに、近い話題の発言が{near}自治体）" if near else ""
    said = f"{quotes}自治体の発言があります" if quotes else "該当する発言がある自治体はありません"
    return f"「{question}」について、{rows}自治体のうち{said}{others}。{coverage}"


#: Above the municipalities without a quote: case, count.
comparison_case = "{}（{}自治体）".format
#: The own municipality is left out.
leave_out = "{}を除く".format
