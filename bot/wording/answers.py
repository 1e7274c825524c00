"""Sentences of an answer: lead, small talk, dates and rounds, labels of buttons, explanation of a score."""

from __future__ import annotations

from datetime import date

#: Shown once below every answer.
SOURCE = "出典：東京都・区市町村CIOフォーラム座談会。発言・役職は開催当時。"
BOLD = "太字は検索語（原文にはありません）"
SAMPLE_NOTICE = "見本の自治体・人物・発言は、すべて架空のものです。"
#: In the terminal.
MARKED = "色つきの部分は検索語（原文にはありません）"
GET_ARTICLES = "実際の記事を入れるには：zadankai import 記事.txt（入手のしかたは docs/operations.md）"
#: Below the answer to a command.
ONLY_YOU = "この回答は、あなただけに表示されています。"

#: Marks on a quote.
BEFORE_CUT = "（前略）"
AFTER_CUT = "（後略）"
AT_THE_TIME = "〔当時〕"
COPY = "転記"
SAMPLE = "見本"
NO_DATE = "開催日の記載なし"
NO_ADDRESS = "記事の所在は未登録"
SAMPLE_NO_ARTICLE = "見本のため、もとの記事はありません。"
SEPARATOR = " · "

#: Buttons and modals.
READ_AROUND = "前後を読む"
CLOSE = "閉じる"
AROUND_TITLE = "前後の発言"
GONE_TITLE = "発言が見つかりません"
GONE = "この発言は、引用したあとに変更されたか、取り下げられました。もう一度質問すると、いまの記事から探します。"
MODERATOR = "司会"
#: In place of words around a quote that are hidden, or are no longer in the article.
NOT_SHOWN = "（非表示）"
QUOTED = "▶ 引用した発言"
READ_ON = "続きは記事で"

#: One friendly sentence each, where nothing is searched.
HELLO = (
    "こんにちは。東京都と区市町村のCIO座談会から、発言をそのまま引用してお答えします。"
    "「専門人材の採用で困っていることは？」のように、ふだんの言葉で聞いてください。"
)
HELP = (
    "調べたいことを、ふだんの言葉で書いてください（例：職員の研修はどう進めている？）。"
    "座談会の発言をそのまま、いつ・誰の発言かを添えて引用します。じっくり調べるときは、このアプリへのDMが便利です。"
)
THANKS = "どういたしまして。ほかにも気になることがあれば、いつでもどうぞ。"
NOTED = "はい。ほかに調べたいことがあれば、いつでも聞いてください。"
NEVER_MIND = "大丈夫です。調べたいことがあれば、あらためて聞いてください。"
HEARD = "届いています。「職員の研修はどう進めている？」のように、調べたいことを書いてください。"
NO_SUMMARY = "要約はできません。発言をそのまま引用します。知りたいことを、ふだんの言葉で聞いてください。"
HOW_TO_DELETE = (
    "回答は、その下にあるごみ箱のボタンで消せます（質問した方と運用担当者に見えます）。"
    "あなたについての記録は、/zadankai forget で消せます。"
)
NOT_ANSWERED = "申し訳ありません。うまくお答えできませんでした。少し待ってから、もう一度聞いてください。"

#: The messages tab, before anything was asked.
PROMPTS_TITLE = "たとえば、こんなことを聞けます"
PROMPTS = (
    ("専門人材の採用", "専門人材の採用で、他の自治体は何に困っている？"),
    ("職員の研修・学び直し", "職員の研修や学び直しを、どう進めている？"),
    ("システムの標準化・共通化", "システムの標準化・共通化について、何と言っている？"),
    ("デジタルデバイド対策", "高齢者のデジタルデバイドに、どう取り組んでいる？"),
)

_REIWA = date(2019, 5, 1)
_HEISEI = date(1989, 1, 8)


def year(day: date) -> str:
    """Return the year of a day as the articles write it: by era since 1989.

    >>> year(date(2019, 5, 1)), year(date(2019, 4, 30)), year(date(1980, 1, 1))
    ('令和元年', '平成31年', '1980年')
    """
    for era, since in (("令和", _REIWA), ("平成", _HEISEI)):
        if day >= since:
            count = day.year - since.year + 1
            return f"{era}{'元' if count == 1 else count}年"
    return f"{day.year}年"


def fiscal_year(first: int) -> str:
    """Return a fiscal year (April to March) by the year in which it begins.

    >>> fiscal_year(2022)
    '令和4年度'
    """
    # An era's first year is named after it: by December it always was.
    return f"{year(date(first, 12, 31))}度"


def day_of(day: date) -> str:
    """Return a day in the Japanese calendar.

    >>> day_of(date(2022, 8, 22))
    '令和4年8月22日'
    """
    return f"{year(day)}{day.month}月{day.day}日"


def month_of(day: date) -> str:
    """Return a day's month in the Japanese calendar.

    >>> month_of(date(2022, 8, 22))
    '令和4年8月'
    """
    return f"{year(day)}{day.month}月"


def months(since: date, until: date) -> str:
    """Return a range of months; a single month where both days are in it.

    >>> months(date(2022, 8, 1), date(2022, 8, 22)), months(date(2021, 8, 16), date(2022, 8, 22))
    ('令和4年8月', '令和3年8月〜令和4年8月')
    """
    return "〜".join(dict.fromkeys((month_of(since), month_of(until))))


def round_of(number: int, part: int | None) -> str:
    """Return a round's number, and the part where there is one.

    >>> round_of(27, 2), round_of(3, None)
    ('第27回②', '第3回')
    """
    return f"第{number}回{part_of(part) if part else ''}"


def part_of(number: int) -> str:
    """Return a part's number, circled up to ⑨.

    >>> part_of(2)
    '②'
    """
    return "①②③④⑤⑥⑦⑧⑨"[number - 1] if 0 < number <= 9 else f"{number}"  # noqa: PLR2004 - ①…⑨


def hosts_round(hosts: tuple[str, ...]) -> str:
    """Return whose round it was, for a speaker whose affiliation the article does not settle.

    >>> hosts_round(("灯台市", "麦野市"))
    '灯台市・麦野市の回'
    """
    return f"{'・'.join(hosts)}の回"


def covered(articles: int, rounds: int, municipalities: int, since: date | None, until: date | None) -> str:
    """Return what was searched: rounds, articles, municipalities, period.

    >>> covered(6, 5, 4, date(2021, 8, 16), date(2022, 9, 16))
    '収録：座談会5回（6記事、4自治体、令和3年8月〜令和4年9月）'
    """
    period = f"、{months(since, until)}" if since and until else ""
    return f"収録：座談会{rounds}回（{articles}記事、{municipalities}自治体{period}）"


def share(shown: int, more: int, *, at_least: bool = False) -> str:
    """Return how many quotes are shown, and of how many; もっと見る names the difference.

    >>> share(3, 25), share(3, 25, at_least=True), share(3, 0)
    ('28件のうち3件', '28件以上のうち3件', '3件')
    """
    return f"{counted(shown + more, at_least=at_least)}のうち{shown}件" if more else f"{shown}件"


def counted(number: int, *, at_least: bool) -> str:
    """Return a number of quotes; *at_least*: not all passages were looked at.

    >>> counted(25, at_least=True)
    '25件以上'
    """
    return f"{number}件以上" if at_least else f"{number}件"


#: The line above an answer's quotes: question, share, coverage.
found = "「{}」と言葉が重なる発言から、近い順に{}です。{}".format
#: The line above quotes where conditions were given and no word to search: question, share, coverage.
fitting = "「{}」に当てはまる発言から、{}です。{}".format
#: The line above quotes that are near the question and no exact match: question, shown, coverage.
near = "「{}」にぴったりの発言は見つかりませんでした。近い話題の発言を{}件引用します。{}".format
#: No hit: never worded as if nobody did anything.
nothing = "「{}」に該当する発言は見つかりませんでした（取組がないという意味ではありません）。".format
#: What was searched, where other words would not help.
searched_in = "{}の発言から探しました。".format


def try_again(coverage: str) -> str:
    """Return the advice after no hit, and what was searched."""
    return f"{searched_in(coverage)}言葉を短くしたり、言い換えたりすると見つかることがあります。"


def empty(contact: str | None) -> str:
    """Return the sentence for an empty corpus; *contact* is whom to ask."""
    whom = contact or "このアプリを設置した担当者"
    return f"座談会の記事が、まだ1本も登録されていません。登録については、{whom}にお問い合わせください。"


#: Added to the coverage of the sample.
sample_notice = "これは試用のための見本です。{}".format
#: A quote's name within its answer.
quote_number = "引用{}".format


def read_around(number: int, speaker: str) -> str:
    """Return the label of 前後を読む for screen readers (at most 75 characters)."""
    return f"{quote_number(number)}（{speaker[:50]}）の{READ_AROUND}"


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


#: Title of a quote's table of terms: score, share of the question's weight.
explained_score = "合計{:.3f}点。質問の言葉の重みのうち{:.0%}が、発言・発言者・見出しにあります。".format
