"""Sentences after an answer: more quotes, narrowing, the own municipality, a quote's menu."""

from __future__ import annotations

from bot.wording.answers import counted

ARTICLE = "記事"
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
NOT_KNOWN_WHOSE = (
    "質問から7日を過ぎたか、記録を消したため、どなたの質問か確かめられません。"
    "消すときは、運用担当者にお知らせください。"
)
NOT_DELETED = "この回答は、いま消せませんでした。すでに消えているか、Slackの設定で止められています。"

CANNOT_READ_THREAD = (
    "申し訳ありません。スレッドのほかの投稿は読めないため、「これ」が何のことか分かりません。"
    "元の投稿の「…」メニューから「関連する発言を探す」を選ぶと、その投稿に近い発言を探せます。"
    "または、「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
#: The same in the terminal, which has no thread and knows no asker.
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
#: A button or a form of an earlier release whose values cannot be read any more.
STALE_TITLE = "古い表示"
STALE = "古い表示です。もう一度質問してください。"
NO_MORE = "続きの発言はありません。"
ASK_OWN = "「うちの区」「当市」がどこかを、まだうかがっていません。ご自身の自治体を選ぶと、すぐにお答えします。"
OFFER_OWN = "ご自身の自治体を選ぶと、「他の区」「よそ」と聞いたときに除きます（うかがうのは一度だけです）。"
OWN_LABEL = "ご自身の自治体"
OWN_HINT = "「うちの区」「他の区」と聞いたときに使います。あなただけの設定で、/zadankai forget でいつでも消せます。"
NARROW_KEEP = "使う条件（チェックを外すと、条件を外して探します）"
NARROW_NONE = "この質問から読み取った条件はありません。"
NARROW_ADD = "加える条件や言葉"
NARROW_ADD_HINT = "例：練馬区は　他の区は　令和4年度　第27回　話者:宮坂　「一語一句」　-研修"
SEARCH_AGAIN = "探し直す"


def more(count: int, *, at_least: bool = False) -> str:
    """Return the label of もっと見る, with the number of further quotes.

    >>> more(3), more(25, at_least=True)
    ('もっと見る（あと3件）', 'もっと見る（あと25件以上）')
    """
    return f"もっと見る（あと{counted(count, at_least=at_least)}）"


def rest(question: str, first: int, last: int, *, near: bool = False) -> str:
    """Return the line above further quotes; *near*: none of them is an exact match.

    >>> rest("採用", 4, 6)
    '「採用」の続き、4〜6件目です。'
    >>> rest("採用", 4, 4, near=True)
    '「採用」にぴったりの発言は見つかりませんでした。近い話題の発言の続き、4件目です。'
    """
    numbers = f"{first}件目" if first == last else f"{first}〜{last}件目"
    whose = "にぴったりの発言は見つかりませんでした。近い話題の発言" if near else ""
    return f"「{question}」{whose}の続き、{numbers}です。"


def one_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """Return the line above one quote each of several municipalities."""
    return f"「{question}」と言葉が重なる発言を、{_of_each(shown, left_out)}{coverage}"


def any_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """Return the same line for a question of conditions without words."""
    return f"「{question}」に当てはまる発言を、{_of_each(shown, left_out)}{coverage}"


def near_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """Return the same line where no quote is an exact match."""
    of_each = _of_each(shown, left_out)
    return f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を、{of_each}{coverage}"


def _of_each(shown: int, left_out: tuple[str, ...]) -> str:
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"{but}{shown}自治体から1つずつ引用します。"


#: The first of three lines: question, total.
brief_found = "「{}」と言葉が重なる発言（{}）から、もっとも近い1件です。".format
#: The same where no word to search was given: question, total.
brief_fitting = "「{}」に当てはまる発言（{}）から1件です。".format
#: The same where no quote is an exact match.
brief_near = "「{}」にぴったりの発言は見つかりませんでした。近い話題の発言を1件引用します。".format
#: A term's definition in one line: term, sentence.
explained_by_us = "{}：{}（説明はこのアプリの作成者によるものです）".format


def near_words(words: tuple[str, ...]) -> str:
    """Return the words of the corpus that are near those asked for."""
    return f"収録にある近い言葉：{'、'.join(words)}"


#: Label of the button that searches for another word (at most 75 characters).
retry_with = "「{:.60}」で探す".format
#: The own municipality was stored.
own_kept = "ご自身の自治体を「{}」と覚えました（あなただけの設定です。/zadankai forget で消せます）。".format
