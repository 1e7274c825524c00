"""Sentences of an answer: lead, small talk, labels of buttons, narrowing, explanation of a score."""

from __future__ import annotations

from bot.wording.share import why_refused
from bot.wording.units import counted

GET_ARTICLES = "実際の記事を入れるには：zadankai import 記事.txt（入手のしかたは docs/operations.md）"
#: Below the answer to a command.
ONLY_YOU = "この回答は、あなただけに表示されています。"
CLOSE = "閉じる"
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
#: A modal was not opened, or not changed.
NOT_OPENED = "開けませんでした。もう一度押してください。続くときは、DMで聞いてください。"
#: Beside the bot's name, while an answer takes longer than a second.
SEARCHING = "座談会を探しています…"
#: The messages tab, before anything was asked.
PROMPTS_TITLE = "たとえば、こんなことを聞けます"
PROMPTS = (
    ("専門人材の採用", "専門人材の採用で、他の自治体は何に困っている？"),
    ("職員の研修・学び直し", "職員の研修や学び直しを、どう進めている？"),
    ("システムの標準化・共通化", "システムの標準化・共通化について、何と言っている？"),
    ("デジタルデバイド対策", "高齢者のデジタルデバイドに、どう取り組んでいる？"),
)
#: What the quotes are to the question: where it had words to search,
matching = "「{}」と言葉が重なる発言".format
#: where it had conditions alone,
fitting = "「{}」に当てはまる発言".format
#: The line above an answer's quotes: one of these, share, coverage.
best_of = "{}から、近い順に{}です。{}".format
some_of = "{}から、{}です。{}".format
#: The same where they are near: how many, coverage.
quoted_near = "{}を{}件引用します。{}".format
#: The first of three lines: one of these, total.
brief_best = "{}（{}）から、もっとも近い1件です。".format
brief_one = "{}（{}）から1件です。".format
brief_near = "{}を1件引用します。".format
#: No hit: never worded as if nobody did anything.
nothing = "「{}」に該当する発言は見つかりませんでした（取組がないという意味ではありません）。".format
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
#: With vectors: its ranks, and how close it is.
explained_ranks = "言葉の順位は{}位、意味の順位は{}位（近さ{:.1f}。{}以上なら言葉がなくても引用）。".format
NARROW = "絞り込み"
#: The question that asks for a theme.
theme_question = "テーマ:{}".format


def answer_refused(reason: str) -> str:
    """Return that an answer could not be posted, and why."""
    return f"ご質問への回答を投稿できませんでした。{why_refused(reason)}このアプリへのDMでも聞けます。"


def retry_without(filters: tuple[str, ...]) -> str:
    """Return the label of the button that searches without these conditions (at most 75 characters)."""
    return f"「{'」「'.join(filters)}"[:60] + "」を外して探す"


#: Labels of the kinds of conditions, where they can be taken off.
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
#: Posts a private answer in the channel.
SHOW_ALL = "みんなに見せる"
SHOWN_BY = "さんが、みんなに見せました"
SHOWN_TO_ALL = "みんなに見せました。取り消すときは、その回答の下にあるごみ箱の印を押してください。"
NOT_SHOWN_TO_ALL = "みんなに見せられませんでした。"
DELETE = "回答を消す"
DELETE_SURE = "この回答を、みんなの画面から消します。"
NOT_YOURS = "この回答を消せるのは、質問した人と運用担当者だけです。"
NOT_KNOWN_WHOSE = (
    "質問から7日を過ぎたか、記録を消したため、どなたの質問か確かめられません。"
    "消すときは、運用担当者にお知らせください。"
)
NOT_DELETED = "この回答は、いま消せませんでした。すでに消えているか、Slackの設定で止められています。"
#: An address without words: no article of it is stored.
NOT_STORED = (
    "そのアドレスの記事は収録していません。収録しているのは、東京都・区市町村CIOフォーラムの座談会の記事だけです。"
    "知りたいことを、ふだんの言葉で聞いてください。"
)
NOTHING_TO_CONTINUE = (
    "続きを見る回答が見つかりません。7日を過ぎたか、まだ質問がないようです。もう一度、ふだんの言葉で聞いてください。"
)
FORGOTTEN = "この質問は7日を過ぎたため、続きを出せません。もう一度聞いてください。"
#: A button or a form of an earlier release whose values cannot be read any more.
STALE_TITLE = "古い表示"
STALE = "古い表示です。もう一度質問してください。"
OFFER_OWN = "ご自身の自治体を選ぶと、「他の区」「よそ」と聞いたときに除きます（うかがうのは一度だけです）。"
OWN_LABEL = "ご自身の自治体"
OWN_HINT = "「うちの区」「他の区」と聞いたときに使います。あなただけの設定で、/zadankai forget でいつでも消せます。"
NARROW_KEEP = "使う条件（チェックを外すと、条件を外して探します）"
NARROW_NONE = "この質問から読み取った条件はありません。"
NARROW_ADD = "加える条件や言葉"
NARROW_ADD_HINT = "例：練馬区は　他の区は　令和4年度　第27回　話者:宮坂　「一語一句」　-研修"
SEARCH_AGAIN = "探し直す"


def near(asked: str, missing: tuple[str, ...]) -> str:
    """Return what quotes are to a question of which the corpus lacks some words, and name these.

    >>> near("採用した人の年収", ("年収",))
    '「年収」という言葉は収録にありません。「採用した人の年収」に近い話題の発言'
    """
    absent = f"「{'」「'.join(missing)}」という言葉は収録にありません。" if missing else ""
    return f"{absent}「{asked}」に近い話題の発言"


def more(count: int, *, at_least: bool = False) -> str:
    """Return the label of もっと見る, with the number of further quotes.

    >>> more(3), more(25, at_least=True)
    ('もっと見る（あと3件）', 'もっと見る（あと25件以上）')
    """
    return f"もっと見る（あと{counted(count, at_least=at_least)}）"


def rest(quoted: str, first: int, last: int) -> str:
    """Return the line above further quotes.

    >>> rest("「採用」", 4, 6), rest("「採用」", 4, 4)
    ('「採用」の続き、4〜6件目です。', '「採用」の続き、4件目です。')
    """
    return f"{quoted}の続き、{first if first == last else f'{first}〜{last}'}件目です。"


def one_each(quoted: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """Return the line above one quote each of several municipalities."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"{quoted}を、{but}{shown}自治体から1つずつ引用します。{coverage}"


#: A term's definition in one line: term, sentence.
explained_by_us = "{}：{}（説明はこのアプリの作成者によるものです）".format
#: Label of the button that asks all municipalities.
WIDEN = "ほかの自治体も含めて探す"
#: Label of the button that searches for another word (at most 75 characters).
retry_with = "「{:.60}」で探す".format
#: The own municipality was stored.
own_kept = "ご自身の自治体を「{}」と覚えました（あなただけの設定です。/zadankai forget で消せます）。".format
