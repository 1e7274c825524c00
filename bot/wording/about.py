"""Sentences about the bot, the forum and what is stored: answers to questions that no quote answers."""

from __future__ import annotations

from collections.abc import Iterable

from bot.wording.home import FORUM_LEAD, QUOTING

FORUM = (
    "座談会は、東京都・区市町村CIOフォーラムの取組として、都のCIOと区市町村のCIO（情報統括責任者）が1自治体ずつ行った対談です。"
    + FORUM_LEAD
)
QUOTE_IT = (
    f"引用できます。ただし、著作権法の引用の範囲（自分の文章が主、引用が従、出典を示す）でお使いください。\n{QUOTING}\n"
    "詳しくは docs/quoting.md（引用のしかた）をご覧ください。迷うときは、所属の法務・文書担当にご確認ください。"
)
PRIVATE = (
    "質問は、外部のAIや検索サービスには送りません。生成AIも使っていません。検索は、このアプリの中だけで計算します。\n"
    "続きを見られる回答では、質問の文面を7日間だけ保存します。/zadankai forget でいつでも消せます。ログには残しません。"
)
READ_FIRST = "はじめての方へ：次の順に読むと、多くのテーマに触れられます。"
READ_FIRST_THEN = (
    "続けて「テーマ:{}」のように聞くと、テーマごとの発言を見られます。"
    "アプリの「ホーム」の「はじめての方へ」にも同じ案内があります。"
)
THEMES = "テーマの一覧です。「テーマ:{}」のように聞くと、発言を見られます。"
TERMS = "用語の一覧です。「{}とは」のように聞くと、説明と、その言葉が出てくる発言を示します。"
HOW_TO_LIST = "前の回答の「一覧」ボタンを押すと、自治体ごとの一覧（表）で見比べられます。写せる表も、そこから開けます。"
HOW_TO_SHARE = "引用の下の「共有」ボタンで、出典つきでチャンネルやスレッドに送れます。送る前に確かめられます。"
NO_SUCH_QUOTE = "その番号の引用は、前の回答にありません。"
#: Where to read what stands around a quote: number, address.
HOW_TO_READ_ON = "{}番目の引用の前後（続き）は、引用の下の「前後を読む」ボタンで読めます。記事で読むとき：{}"
#: When a quote was said: number, attribution.
said_when = "{}番目は、{}の発言です。".format


#: A line of the reading list: number, talk, title.
reading = "{}. {}『{}』".format
#: A person: name, roles, talks.
person = "{}さん：{}（当時）。参加：{}".format


#: How much is stored: rounds, articles, municipalities, months, the newest.
contents = "座談会{}回分・記事{}本（{}自治体、{}）を収録しています。最も新しいのは{}です。".format


def municipalities(names: tuple[str, ...], others: int) -> str:
    """Return which municipalities have a roundtable, and how many have none."""
    rest = (
        f"\nほかの{others}自治体の座談会は、まだ収録にありません（取組がないという意味ではありません）。"
        if others
        else ""
    )
    return f"座談会を収録している自治体（{len(names)}）：{'、'.join(names)}{rest}"


def people(names: Iterable[str], more: int) -> str:
    """Return who takes part, as many as are named here."""
    rest = f" ほか{more}人" if more else ""
    listed = f"座談会の参加者（役職は当時）：{'、'.join(names)}{rest}。"
    return f"{listed}\n「◯◯さんの発言」のように聞くと、その人の発言を示します。"


def round_is(talk: str, agenda: Iterable[str]) -> str:
    """Return what one talk was about."""
    items = "／".join(agenda)
    return f"{talk}の座談会です。{f'議題：{items}' if items else ''}"
