"""What the bot says: going on, narrowing, one's own municipality and a quote's menu."""

from __future__ import annotations

from datetime import date

from bot.wording.answers import month_of

ARTICLE = "記事"
AS_LISTING = "一覧"
NARROW = "絞り込み"
METROPOLIS_REPLIES = "東京都の返答を読む"
REPLY_TITLE = "東京都の返答"
REPLY_ASKED = "引用した発言"
REPLY_GIVEN = "続く東京都の発言（同じ話題の中で最初のもの）"
CITE = "出典つきで写す"
CITE_TITLE = "出典つきの引用"
CITE_HOW = "下の枠の中を選んで、資料に貼り付けてください。言葉は変えずに使ってください。"
USEFUL = "役に立った"
WRONG = "違う（質問とずれている）"
FEEDBACK_TITLE = "この引用について"
FEEDBACK_THANKS = "ありがとうございます。探し方の改善に使います（質問の文面とお名前は保存しません）。"
REPORT = "この引用について知らせる"
REPORT_TITLE = "引用について知らせる"
REPORT_WHAT = "どのような点ですか"
REPORT_SPEAKER = "発言者が違う"
REPORT_CONTEXT = "前後と意味が違って見える"
REPORT_REMOVAL = "載せないでほしい"
REPORT_WHERE = "このアプリの運用担当者に届きます。あなたのお名前は伝わりません。"
REPORT_THANKS = "運用担当者に知らせました。ありがとうございます。"
SEND = "知らせる"
DELETE = "回答を消す"
DELETE_SURE = "この回答を、みんなの画面から消します。"
NOT_YOURS = "この回答を消せるのは、質問した人と運用担当者だけです。"
NOT_DELETED = "この回答は、いま消せませんでした。すでに消えているか、Slackの設定で止められています。"

CANNOT_READ_THREAD = (
    "申し訳ありません。スレッドのほかの投稿は読めないため、「これ」が何のことか分かりません。"
    "元の投稿の「…」メニューから「関連する発言を探す」を選ぶと、その投稿に近い発言を探せます。"
    "または、「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
#: The same in the terminal, where there is no thread and nobody is known.
WHAT_IS_THIS = (
    "「これ」が何のことか分かりません。「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
WHICH_IS_OWN = "「うちの区」「当市」がどこか分からないため、条件にしていません（--own 練馬区 のように指定できます）。"
ASK_WHAT = (
    "何についての発言を探しますか。「練馬区は採用で何に困っている？」のように、知りたいことを添えて聞いてください。"
)
NOTHING_TO_CONTINUE = (
    "続きを見る回答が見つかりません。7日を過ぎたか、まだ質問がないようです。もう一度、ふだんの言葉で聞いてください。"
)
FORGOTTEN = "この質問は7日を過ぎたため、続きを出せません。もう一度聞いてください。"
NO_MORE = "続きの発言はありません。"
ASK_OWN = "「うちの区」「当市」がどこかを、まだうかがっていません。ご自身の自治体を選ぶと、すぐにお答えします。"
OFFER_OWN = "ご自身の自治体を選ぶと、「他の区」「よそ」と聞いたときに除きます（うかがうのは一度だけです）。"
OWN_PLACEHOLDER = "自治体を選ぶ"
OWN_LABEL = "ご自身の自治体"
OWN_HINT = "「うちの区」「他の区」と聞いたときに使います。あなただけの設定で、/zadankai forget でいつでも消せます。"
NARROW_TITLE = "絞り込み"
NARROW_KEEP = "使う条件（チェックを外すと、条件を外して探します）"
NARROW_NONE = "この質問から読み取った条件はありません。"
NARROW_ADD = "加える条件や言葉"
NARROW_ADD_HINT = "例：練馬区は　他の区は　令和4年度　第27回　話者:宮坂　「一語一句」　-研修"
SEARCH_AGAIN = "探し直す"
NEWEST_FIRST = "新しい座談会から順に引用します。"


def more(count: int) -> str:
    """The button that goes on.

    >>> more(3)
    'もっと見る（あと3件）'
    """
    return f"もっと見る（あと{count}件）"


def rest(question: str, first: int, last: int, *, near: bool = False) -> str:
    """The line above quotes that go on from others; ``near``: none of them is right on the question.

    >>> rest("採用", 4, 6)
    '「採用」の続き、4〜6件目です。'
    >>> rest("採用", 4, 4, near=True)
    '「採用」にぴったりの発言は見つかりませんでした。近い話題の発言の続き、4件目です。'
    """
    numbers = f"{first}件目" if first == last else f"{first}〜{last}件目"
    whose = "にぴったりの発言は見つかりませんでした。近い話題の発言" if near else ""
    return f"「{question}」{whose}の続き、{numbers}です。"


def one_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The line above quotes of different municipalities."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"「{question}」と言葉が重なる発言を、{but}{shown}自治体から1つずつ引用します。{coverage}"


def any_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The same where no word to search was given."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"「{question}」に当てはまる発言を、{but}{shown}自治体から1つずつ引用します。{coverage}"


def near_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The same where none is right on the question."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return (
        f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を、{but}{shown}自治体から1つずつ引用します。"
        f"{coverage}"
    )


def brief_found(question: str, total: int) -> str:
    """The first of three lines."""
    return f"「{question}」と言葉が重なる発言（全{total}件）から、もっとも近い1件です。"


def brief_fitting(question: str, total: int) -> str:
    """The same where no word to search was given."""
    return f"「{question}」に当てはまる発言（全{total}件）から1件です。"


def brief_near(question: str) -> str:
    """The same where none is right on the question."""
    return f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を1件引用します。"


def filtered(filters: tuple[str, ...]) -> str:
    """What was left out of the search, and how to take it off.

    >>> filtered(("練馬区", "令和4年度"))
    '条件：練馬区／令和4年度（「絞り込み」で外せます）'
    """
    return f"{conditions(filters)}（「{NARROW}」で外せます）"


def conditions(filters: tuple[str, ...]) -> str:
    """What was left out of the search."""
    return f"条件：{'／'.join(filters)}"


def taken_off(filters: tuple[str, ...]) -> str:
    """What was said and is not used.

    >>> taken_off(("練馬区",))
    '外した条件：練馬区'
    """
    return f"外した条件：{'／'.join(filters)}"


def outside(periods: tuple[str, ...], since: date | None, until: date | None) -> str:
    """A period that the corpus does not reach.

    >>> outside(("2030年",), date(2021, 8, 16), date(2022, 9, 16))
    '「2030年」の座談会は収録にありません（収録は令和3年8月〜令和4年9月）。時期は問わずに探しました。'
    """
    covered_months = f"（収録は{month_of(since)}〜{month_of(until)}）" if since and until else ""
    return f"「{'」「'.join(periods)}」の座談会は収録にありません{covered_months}。時期は問わずに探しました。"


def newest(since: date | None, until: date | None) -> str:
    """Asked for what is new: the newest may be years old.

    >>> newest(date(2021, 8, 16), date(2022, 9, 16))
    '新しい座談会から順に引用します。収録は令和3年8月〜令和4年9月です。'
    """
    return NEWEST_FIRST + (f"収録は{month_of(since)}〜{month_of(until)}です。" if since and until else "")


def unknown(forms: tuple[str, ...]) -> str:
    """A filter whose value nobody knows."""
    return f"「{'」「'.join(forms)}」は収録に見当たらないため、条件にはせず、言葉として探しました。"


def no_roundtable(names: tuple[str, ...]) -> str:
    """Of these, nothing could be found at all.

    >>> no_roundtable(("灯台市", "麦野市"))
    '灯台市・麦野市の座談会が収録にありません。'
    """
    return f"{'・'.join(names)}の座談会が収録にありません。"


#: An article that prints neither round nor part.
WITHOUT_NUMBER = "回の番号のない記事"


def incomplete(name: str, missing: str) -> str:
    """Of this one, a part could not be searched.

    >>> incomplete("灯台市", "②")
    '灯台市の座談会は、一部（②など）が未収録です。'
    """
    return f"{name}の座談会は、一部（{missing}など）が未収録です。"


def explained_by_us(term: str, sentence: str) -> str:
    """What a term means, within a line.

    >>> explained_by_us("BPR", "仕事の流れの見直し。")
    'BPR：仕事の流れの見直し。（説明はこのアプリの作成者によるものです）'
    """
    return f"{term}：{sentence}（説明はこのアプリの作成者によるものです）"


def part_of(number: int) -> str:
    """A part of a round that has no number.

    >>> part_of(2)
    '②'
    """
    return "①②③④⑤⑥⑦⑧⑨"[number - 1] if 0 < number <= 9 else f"{number}"  # noqa: PLR2004 - ①…⑨


def without_filter(filters: tuple[str, ...], passages: int) -> str:
    """Which filter excluded how much.

    >>> without_filter(("練馬区",), 12)
    '条件「練馬区」を外すと12件あります。'
    """
    return f"条件「{'」「'.join(filters)}」を外すと{passages}件あります。"


def retry_without(filters: tuple[str, ...]) -> str:
    """A button's label, at most 75 characters."""
    return f"「{'」「'.join(filters)}"[:60] + "」を外して探す"


def near_words(words: tuple[str, ...]) -> str:
    """Words that the corpus has."""
    return f"収録にある近い言葉：{'、'.join(words)}"


def retry_with(word: str) -> str:
    """A button's label, at most 75 characters."""
    return f"「{word[:60]}」で探す"


def own_kept(name: str) -> str:
    """One's own municipality is known now."""
    return f"ご自身の自治体を「{name}」と覚えました（あなただけの設定です。/zadankai forget で消せます）。"


#: What a filter is called where it can be taken off.
KINDS = {
    "affiliation": "自治体など",
    "own": "自分の自治体",
    "others": "ほかの自治体",
    "speaker": "発言者",
    "role": "役職",
    "period": "時期",
    "round": "回",
    "theme": "テーマ",
    "phrase": "この言葉のとおり",
    "excluded": "この言葉を除く",
}
