"""Patterns of single lines, from lines of real articles.

Each looks at one line only; ``head.py`` and ``body.py`` define the order in which they are tried. Patterns match folded
text (NFKC: ``（）：～`` are ``():~``, ``…`` is ``...``) unless their name says ``RAW``: NFKC turns ``①`` into ``1``.
What is not part of the text (captions, notes, links) is told by the source's markup, too.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.markup import Line
from corpus.model import BlockKind

_OPEN = r"[^\w]*"
_CLOSE = r"[】\]〕>〉》」』)\s]*:?"
#: 「参加者(敬称略)」, 「【参加者（敬称略）】」, 「＜出席者＞」, 「■ 登壇者一覧」.
PARTICIPANTS_HEADER = re.compile(
    rf"{_OPEN}(?:今回)?お話を?(?:伺|聞い|うかが)っ?た(?:方|人|皆さん)々?{_CLOSE}|{_OPEN}(?:本日の|今回の)?(?:(?:座談会|対談)の?)?(?:(?:参加|出席|登壇|出演|対談|発言)(?:者|メンバー)|メンバー|ゲスト|顔ぶれ|Speakers)"
    rf"(?:一覧|プロフィール|の?(?:皆さん|皆様|ご?紹介))?\s*(?:※.*)?\s*(?:\([^)]*\))?{_CLOSE}\s*(?:\(敬称略[^)]*\))?"
)
#: 「議題」, 「【議題】」, 「＜本日の議題＞」, 「当日のテーマ:」.
AGENDA_HEADER = re.compile(
    rf"{_OPEN}(?:(?:本日|今回|当日|座談会|対談|意見交換|主な)の?)?(?:議題|テーマ|アジェンダ|議事(?:次第)?|次第|トピックス?|話題|論点)"
    rf"(?:一覧)?\s*(?:\([^)]*\))?{_CLOSE}"
)
#: 「① 区のDX推進方針について」: ``①`` … ``⑳``, or 「1.」, 「(1)」, 「・」, 「議題1:」, 「一、」.
RAW_AGENDA_ITEM = re.compile(
    r"\s*+(?:(?:議題|テーマ)?\s*+(?:[①-⑳]|[(（]?[0-9０-９]{1,2}[.．)）、:：])|[一二三四五六七八九十]、|・|議題\s*[0-9０-９]\s)"
    r"\s*+(?P<item>\S.*)"
)
#: 「議題　①地図をつくり直す　②データの選び方」: all in one line.
RAW_AGENDA_LINE = re.compile(r"[【\[■◆]?(?:議題|テーマ)[】\]]?\s*[:：]?\s*(?P<items>[①1１(（].*[②2２].*)")
RAW_ITEMS_SIGN = re.compile(r"[\s、]*(?:[①-⑳]|[(（][0-9０-９][)）]|(?<![0-9０-９])[0-9０-９][.．])\s*")
#: The same with a number: such lines are an agenda without a header too.
RAW_NUMBERED = re.compile(r"\s*(?:議題|テーマ)?\s*(?:[①-⑳]|[(（]?[0-9０-９]{1,2}[.．)）、:：])\s*\S")

_NUMBER = r"(?:\d{1,3}|[〇一二三四五六七八九十百]{1,5})"
#: 「第27回は…」, 「第27回座談会として」, 「第5回東京都・区市町村CIOフォーラム座談会」; not 「第2回の会議」.
ROUND = re.compile(
    rf"第\s*(?P<round>{_NUMBER})\s*回(?=[)」】]?\s*(?:は|「|をお届け|となる|。|[^\s、。はの]{{0,24}}(?:座談会|対談)|目?の(?:座談会|対談)))"
    rf"|座談会(?:として)?は第\s*(?P<nth>{_NUMBER})\s*回"
)
#: A title names its round at its beginning: 「【第27回】…」, 「第27回 …」.
ROUND_IN_TITLE = re.compile(rf"[\s【\[(<「]*第\s*(?P<round>{_NUMBER})\s*回(?P<nth>)")
#: 「第27回」, 「第27回座談会」 as a line above the title.
ROUND_ALONE = re.compile(rf"{_OPEN}第\s*{_NUMBER}\s*回(?:座談会|対談)?{_CLOSE}")
#: 「令和4年8月22日」, 「令和元年5月1日」, 「2021年8月16日」, 「令和四年八月二十二日」, 「2022/8/22」, 「R4.8.22」.
DATE = re.compile(
    rf"(?<!公開日:)(?<!更新日:)(?<!投稿日:)(?<!配信日:)(?<!掲載日:)(?:令和\s*(?P<era>元|{_NUMBER})(?:\(20\d\d\))?|(?P<year>20\d\d|二〇[〇一二三四五六七八九]{{2}}))\s*年\s*(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*日(?!現在|時点|から|公開|更新)"
    r"|(?<![\d.])(?:R(?P<era_>\d{1,2})|(?P<year_>20\d\d))(?P<sign>[./-])(?P<month_>\d{1,2})(?P=sign)(?P<day_>\d{1,2})(?![\d.])"
)
#: A word that the sentence with the talk's date contains.
TALK = re.compile(r"対談|座談会|鼎談|意見交換")

#: 「②」 at the end of a title's clause.
RAW_PART_SIGN = re.compile(r"[①-⑨]")
#: 「part2」, 「Part.2」, 「その2」, 「(2)」, 「(2/2)」 in a title.
PART_WORD = re.compile(
    r"part[.\s]*(?P<part>\d)|[\s(\[](?P<slash>\d)/(?P<of_>\d)(?=[)\]~\s]|$)|#(?P<hash>\d)(?![\d-])|その\s*(?P<sono>[\d一二三四五])|\((?P<bracket>\d)(?:/(?P<of>\d))?\)|第(?P<bu>[\d一二三四五])[部編]",
    re.IGNORECASE,
)
#: 「(前編)」, 「後半」 in a title; 「上」 and 「下」 only in brackets.
PART_IN_TITLE = re.compile(
    r"(?:(?<=[(\[【<~\s])|(?<=座談会)|(?<=対談))(?P<half>[前中後]編|[前後]半)(?=[)\]】>~\s!]|$)|\((?P<volume>[上中下])\)"
)
#: 「全2回の後半です」, 「この記事は全2回でお届けします」, 「前後編でお届けします」, 「2回に分けて」.
PARTS = re.compile(
    r"全\s*(?P<parts>[\d二三四五])\s*[回編部本話]|(?P<split>[\d二三四五])\s*[回編本]に(?:分け|わた|渡)"
    r"|前編?[・、]?中編?[・、](?P<three>)|前編?・?後[編半](?P<two>)"
)
#: 「全2回の後半です」, 「座談会の後編をお届けします」, 「全2回の2回目」; not 「令和3年度の後半に」.
HALF = re.compile(
    r"(?:回|座談会|対談)の(?:うち、?)?(?P<half>[前中後]編|[前後]半)(?:です|を|に|と|で)"
    r"|(?:全\s*[\d二三四五]\s*[回本]の(?:記事の)?(?:うち、?)?|(?:今回|本記事|この記事)は、?)第?(?P<nth>[\d一二三四五])\s*[回本]目?"
    r"|(?:(?:今回|本記事|この記事)が)?(?P<last>最終回|最後(?=です))"
)
#: 「前半はこちら」: the line links to the other part, so this is not that one.
OTHER_HALF = re.compile(r"(?P<half>前半|後半|前編|後編)は(?:こちら|下記|以下)")

#: 「―お時間も来たようですので」: real articles use U+2015; copies have every other dash, and letters in its form.
MODERATOR = re.compile(r"[―—─━–‒⸺⸻]|[-‐−ー_~〜]{2,}|[-‐−]|一一+(?![一二三四五六七八九十百千〇])")
#: 「・…」, 「①…」, 「1. …」, 「- …」: an item of a list within a speech.
RAW_LIST_ITEM = re.compile(
    r"\s*(?:[・･•▪‣◦*]|[-‐−–]\s|[①-⑳❶-❿]|[(（]?[0-9０-９]{1,2}[.．)）、]|第[一二三四五六七八九十]に?[、は])\s*\S"
)
#: 「※CIO(情報統括責任者):…」, 「(ここで休憩)」, 「<拍手>」.
NOTE = re.compile(r"[※*].*|\((?:[^()]|\([^()]*\))*\)|<[^<>]*>|〔[^〔〕]*〕|\[[^\[\]]*\]")
#: 「(注)…」, 「(左から)…」, 「【庁舎改革とは】…」: a note with its head on the line. Labels are looked for before.
NOTE_WITH_HEAD = re.compile(
    r"\((?:注\d*|(?:筆者|編集部|訳)注|写真[^()]*|[左右](?:から)?|[前後]列[^()]*)\).+|注\d*\).+"
    r"|(?:[前後]列)?[左右](?:から|より)[、:].+"
    r"|(?:用語解説|用語|注釈|補足|解説|豆知識|コラム)[\s:].+|.+\((?:写真|[左右]から)[^()]*\)。?|[【〔《≪][^【】〔〕《》≪≫]{1,24}[】〕》≫].+"
)
#: 「＜筆者注＞」, 「※編集部より」, 「(以下は雲井が補足)」, 「>> …」: what is below is nobody's up to a label.
NOTE_HEAD = re.compile(
    r">>.*|[^。、]{1,20}(?:参加者|出席者|[区市町村都]民)|[(<【〔※\[]\s*(?:以下|ここから)(?:は|、).{1,24}|[(<【〔※\[▲▼◆■\s]*"
    r"(?:(?:筆者|編集(?:部|者)?|事務局|訳者?|記者|引用者|ライター)(?:より|から)?の?"
    r"(?:注(?:釈|記)?|補足|解説|メモ)?|注(?:釈|記)?|補足|用語(?:解説|集)|コラム|写真キャプション|キャプション)[)>】〕\]\s]*:?"
)
#: 「「…」――雲井副知事はそう話す。」: told by the writer.
NARRATION = re.compile(
    r"[「『].*[」』](?:[―—─ー-]+|と、?).{0,30}"
    r"(?:話す|話した|語る|語った|述べる|述べた|言う|明かす|振り返る|説明する|笑う|応じる|続ける|強調する)。"
)
#: 「前半はこちら」 as a line of its own, or a bare address.
LINK = re.compile(r"[【\[▼→]?\s*(?:前半|後半|前編|中編|後編|続き).{0,6}こちら.{0,12}|https?://\S+")
#: What the publisher says to the reader, in a paragraph of its own: 「次回もお楽しみに!」, 「写真は、庁舎です。」.
EDITORIAL = re.compile(
    r"本取組(?:について)?は、今後も.{0,40}(?:予定|いきます|まいります).*"
    r"|次回(?:は|も|の).{0,60}(?:お楽しみに|お届け|公開|掲載|ご紹介|予定です).*"
    r"|この記事が気に入ったら.*|いいなと思ったら応援.*|最後まで(?:お読み|ご覧|お付き合い|読んで).*"
    r"|(?:この|本)?(?:続き|[後前中]半|[後前中]編)(?:は|に|へ|を).{0,30}"
    r"(?:続き|つづ|お届け|こちら(?![がはのにも])|ご覧|公開|掲載|お楽しみ).{0,30}"
    r"|(?:(?:本|当)(?:記事|稿|座談会|対談|連載)|この(?:記事|連載))(?:の|は|に|で).*"
    r"|(?:ご意見|ご感想|お問い?合わせ|ご質問|ご要望).{0,40}(?:お寄せ|まで|こちら|ください|お待ち).*"
    r"|ここ(?:から先|まで)は.{0,20}(?:有料|会員|購入|無料).*|(?:この|以下の?)?続きをみる.*"
    r"|以上[、,]?.{0,40}(?:座談会|対談|様子|模様|インタビュー).{0,10}(?:でした|です|ました|お届け).*"
    r"|(?:座談会|対談|鼎談|意見交換)(?:は|の(?:様子|模様)は)、?.{0,40}(?:続き|終了|行われ|行いました|閉会|お開き|収録).*"
    r"|.{0,40}公式\s*(?:note|アカウント|X|Twitter|LINE|サイト|ホームページ).*|記事一覧.*"
    r"|.*フォロー(?:を?お?願い|して|よろしく).*"
    r"|(?:[#♯][^\s#♯]+\s*)+|(?:シェア|スキ|いいね|コメント)(?:を|は|も|お|して).*"
    r"|(?:参考|出典|引用元?|関連(?:記事|リンク|資料)?|文責|取材|撮影|構成|編集部?|写真(?:提供)?|文|執筆|協力|資料|画像(?:提供)?)"
    r"(?:[・/][^:・/]{1,8})*:.*"
    r"|撮影(?:時|の際|のため).*|(?:写真|画像|図|上の写真|下の写真)(?:は|上|下|左|右|の).{0,60}。?"
    r"|[▼▲▽△↓⇒].*|一同、?(?:笑|拍手).*|[(【\[<]?(?:終わり|おわり|完|了|続く|つづく|以上)[)】\]>]?"
)
#: Captions and alternative texts between speeches: 「見出し画像」, 「キャプチャ」, 「図5」, 「清瀬市スクショ」,
#: 「練馬区の皆さん」, 「中村副区長(ぼかし後送付用)」, 「写真左から…」, 「20211020座談会_04」, file names. None contains
#: a sentence: 「写真は撮りません。」 is speech.
CAPTION = re.compile(
    r"(?!.*。)(?:見出し画像|(?:図|表|画像|写真|スライド|資料)\s*\d*(?:[:.]\S.{0,40})?"
    r"|.{0,20}(?:スクショ|スクリーンショット|キャプチャー?|イメージ図?|集合写真|記念撮影)\s*\d*"
    r"|.{1,20}の(?:皆さん|皆様|みなさん|様子)|\(?(?:写真|画像)?\s*(?:向かって)?(?:[左右](?:から|より|:|側)|[上下]:).*"
    r"|(?:写真|画像|図)(?:\d+)?(?:は|:).{1,60}|.*(?:ぼかし|差し?替え|後送付).*|\d{6,8}\S*?_\d+|(?:撮影|提供|写真):.*|\[caption[^\]]*\].*"
    r"|\S+\.(?:png|jpe?g|gif|webp|heic))",
    re.IGNORECASE,
)
LONGEST_CAPTION = 100
#: A picture in a text copy, whatever the length of its address: 「![見出し画像](https://…)」.
IMAGE = re.compile(r"!\[[^\]]*\]\([^()]*\)")
#: The end of a complete line of a speech.
SENTENCE_END = re.compile(r"[。!?」』)]$|\.\.\.$")

#: The end of a question: in bold, in a paragraph of its own, it is the moderator's.
ASKS = re.compile(r"(?:[?]|か。|ください。|願いします。)$")

#: The end of a line in the middle of a sentence.
MID_SENTENCE = re.compile(r"[、,がはをのにへも]$|[^-~〜]で$")

#: 「(以下「中村」)」, 「(以下、中村)」, 「(以下『中村』という。)」 introduces the name under which later lines speak.
INTRODUCED = re.compile(
    r"\(以下[、,:]?\s*(?!敬称|同じ|省略|略)[「『]?(?P<alias>[^「」『』()。、]{1,14}?)[」』]?"
    r"(?:と(?:いう|いいます|略す|表記|する|呼ぶ|略|記す)[^()]{0,6})?。?\)"
)
LONGEST_LABEL = 110
#: The longest line of a list: two people in one.
LONGEST_ENTRY = 140
#: No label contains a sentence; 「」 occur only around an introduced name.
SENTENCE_INSIDE = re.compile(r"[。!?]")
#: The longest real heading has 26 characters.
LONGEST_HEADING = 45

#: What the sentence with the day of the talk says of it.
HELD = re.compile(r"(?:座談会|対談|鼎談|意見交換).*(?:実施|開催|行い|行われ|収録)|(?:実施|開催|収録)(?:日|し)")
_KANJI = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
_FIRST = {"前半", "前編", "上"}

#: Kinds that may occur between the lines of a speech without ending it.
NON_SPEECH = frozenset({BlockKind.CAPTION, BlockKind.NOTE, BlockKind.LINK})
#: HTML elements beside the text: a name in them belongs to a picture, a round to another article.
_MARKED = {"figcaption": BlockKind.CAPTION, "embed": BlockKind.LINK}


def number(printed: str) -> int:
    """Return a number in digits or kanji.

    >>> number("27"), number("二十七"), number("十"), number("百三"), number("二〇二二")
    (27, 27, 10, 103, 2022)
    """
    if printed.isdecimal():
        return int(printed)
    if not {"十", "百"} & set(printed):
        return int("".join(str(_KANJI[sign]) for sign in printed))
    total = digit = 0
    for sign in printed:
        if unit := {"十": 10, "百": 100}.get(sign):
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = _KANJI[sign]
    return total + digit


def spoken_date(folded: str) -> date | None:
    """Return the date of the sentence that tells of the talk, else the first complete date, else None.

    A date that is not valid is none.

    >>> spoken_date("令和4年8月22日に、対談を実施しました。"), spoken_date("2022/8/22")
    (datetime.date(2022, 8, 22), datetime.date(2022, 8, 22))
    """
    sentences = [each for each in folded.split("。") if DATE.search(each)]
    told = next((each for each in sentences if HELD.search(each)), sentences[0] if sentences else "")
    if not (found := DATE.search(told)):
        return None
    era, year = found["era"] or found["era_"], found["year"] or found["year_"]
    whole = number(year) if year else 2018 + (1 if era == "元" else number(era))
    try:
        return date(whole, number(found["month"] or found["month_"]), number(found["day"] or found["day_"]))
    except ValueError:
        return None


def tells_day(folded: str) -> bool:
    """Tell whether a sentence of a line says that the talk took place on a day."""
    return any(DATE.search(each) and HELD.search(each) for each in folded.split("。"))


def part_in_title(title: str, folded: str, parts: int | None = None) -> int | None:
    """Return the part that a title names: ``②`` → 2, ``part1`` → 1, ``後編`` → the last of ``parts``; else None.

    >>> part_in_title("A市CIO×B市CIO①", "A市CIO×B市CIO1"), part_in_title("…", "座談会(後編)", 3)
    (1, 3)
    """
    if sign := RAW_PART_SIGN.search(title):
        return ord(sign[0]) - ord("①") + 1
    if word := PART_WORD.search(folded):
        return number(next(word[name] for name in ("part", "slash", "hash", "sono", "bracket", "bu") if word[name]))
    half = PART_IN_TITLE.search(folded)
    return _part(half["half"] or half["volume"], parts) if half else None


def part_in_line(folded: str, parts: int | None = None) -> int | None:
    """Return the part that a line of the head implies: 2 for 「全2回の後半です」 and for 「前半はこちら」; else None.

    >>> part_in_line("※この記事は全2回でお届けします。前半はこちら")
    2
    """
    if half := HALF.search(folded):
        return parts if half["last"] else number(half["nth"]) if half["nth"] else _part(half["half"], parts)
    if other := OTHER_HALF.search(folded):
        return 2 if other["half"] in _FIRST else 1
    return None


def parts_in(folded: str) -> int | None:
    """Return how many parts a line says there are, else None.

    >>> parts_in("この記事は全三回でお届けします"), parts_in("座談会①(1/2)"), parts_in("前後編でお届けします")
    (3, 2, 2)
    """
    if found := PARTS.search(folded):
        return number(found["parts"] or found["split"] or ("2" if found["three"] is None else "3"))
    word = PART_WORD.search(folded)
    of = (word["of"] or word["of_"]) if word else None
    return int(of) if of else None


def _part(half: str, parts: int | None) -> int:
    if half in _FIRST:
        return 1
    return parts or 2 if half[0] in "後下" else 2


def is_caption(folded: str) -> bool:
    """Tell whether a line is a photo's caption or alternative text.

    >>> is_caption("練馬区の皆さん"), is_caption("図5"), is_caption("人材の確保について")
    (True, True, False)
    """
    short = len(folded) <= LONGEST_CAPTION and CAPTION.fullmatch(folded) is not None
    return short or IMAGE.fullmatch(folded) is not None


def is_spoken(line: Line) -> bool:
    """Tell whether a line can be speech: it contains the end of a sentence, or is longer than any heading."""
    ends = "。" in line.folded or SENTENCE_END.search(line.folded) is not None
    return ends or len(line.folded) > LONGEST_HEADING


def marked_kind(line: Line) -> BlockKind | None:
    """Return the kind of a line that the source's markup puts beside the text, else None."""
    return _MARKED.get(line.tag)


def non_speech_kind(line: Line) -> BlockKind | None:
    """Return the kind of a line that is not part of the text, by markup or by pattern, else None."""
    if kind := marked_kind(line):
        return kind
    if is_caption(line.folded):
        return BlockKind.CAPTION
    if NOTE.fullmatch(line.folded):
        return BlockKind.NOTE
    return BlockKind.LINK if LINK.fullmatch(line.folded) else None


def is_interruption(line: Line, kind: BlockKind) -> bool:
    """Tell whether a speech continues below a line that is not part of it: non-speech, or an unquotable sentence."""
    return kind in NON_SPEECH or (line.unquotable and is_spoken(line))
