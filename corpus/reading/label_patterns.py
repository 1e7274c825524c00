"""Patterns of labels, over folded text with the new forms of characters: what stands before, behind and beside a name.

Each comes from a line that editors print; ``labels.py`` puts them together.
"""

from __future__ import annotations

import re

from corpus.offices import ADDRESS, OFFICE_END, TITLE
from corpus.reading.line_patterns import LONGEST_LABEL, SENTENCE_INSIDE

#: 「○雲井」, 「■ 雲井」, 「🎤雲井」, 「[00:14:32] 雲井」, 「**雲井**」, 「>> 雲井」, 「3) 雲井」.
MARK = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*|\(?\d{1,3}[).、]\s*|\d{1,2}\s|#{1,4}\s+|\*{1,2}|>{1,2}\s*"
    r"|[^\w\s「『(【\[〔<〈《≪」』)】\]〕>〉》―—─━–‒⸺~〜_。、!?.,:;'\"#*※ー-]\s*|〇\s*)*"
)
#: 「【雲井】…」, 「＜雲井＞」, 「(雲井)」.
WRAPPED = re.compile(
    r"<v ([^<>]+)>|【([^】]+)】|\[([^\]]+)\]|〔([^〕]+)〕|[<〈《≪]([^<>〈〉《》≪≫]+)[>〉》≫]"
    r"|[「『]([^「」『』]+)[」』](?=:|\(|$)|\(([^()]+)\)|\*\*([^*]+)\*\*"
)
#: Marks with which no item of a list begins.
SPEAKERS_MARK = re.compile(r"[○●◯〇■□◆◇◎👤🎤>]")
#: Behind a name: 「雲井(都)」.
BRACKETS = re.compile(r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】))*")
INSIDE = re.compile(r"[(\[【]([^()\[\]【】]*)")
#: Between a label and its words: 「雲井:」, 「雲井/」, 「雲井――」.
SIGN = re.compile(r"\s*(?:[:;/|>→⇒=]+|[)〉》】](?=\S)|[―—─━–]+|[-‐−ー_]{2,}|\.{3,}|・{2,})\s*(?!//)")
#: Between a role and a name.
JOINTS = ":( ・/,、="
#: 「雲井「…」」: the words are the whole rest.
_QUOTED = re.compile(r"\s*[「『].*[」』]。?")
#: 「雲井ありがとうございます。」: words that begin an answer, and do not go on a sentence behind a name.
ANSWER_BEGINS = re.compile(
    r"(?:はい|ええ|いえ|いや|なるほど)[、。!]|そう(?:です|なん)|ありがとう|おっしゃる(?:通り|とおり)|確かに|まさに|こちらこそ|よろしく"
)
#: 「【区】雲井」, 「区・雲井」, 「区)雲井」: the side of the talk.
SIDE = re.compile(r"([都区市町村])[・/:) ]*")
#: 「雲井副知事の回答」.
_ANSWER = re.compile(r"(?:へ|より|から)[。:]?|の(?:ご?(?:回答|コメント|発言|説明|意見|感想)|お?話|答え)[:。]?")
#: 「回答(雲井副知事)」, 「発言者:雲井」.
SPEAKS = re.compile(
    r"(?:ご?(?:回答|答弁|発言|質問|意見|説明|コメント)者?|答え?|話者|話し手|語り手|お話|[QA])\d{0,2}[:( ]*"
)
#: A name, or brackets behind it, before these is the beginning of a sentence; these are not: 「はい」, 「では」.
PARTICLE = re.compile(
    r"(?!はい|では|でも|もう|もし|もちろん|とても|とり|ところ|のち|やはり|やっぱ|かなり|にな)"
    r"(?:から|より|まで|だけ|たち|など|って|です|でし|だっ|という|[はがもをにのとでへやか、])"
)
#: Two people at once: 「雲井・蜃気」, 「雲井、陽炎(同時に)」; or one to the other: 「雲井→蜃気」.
AND = re.compile(r"\s*(?:[・、,/&＆と→⇒]|および|及び)\s*")
#: Before and behind the name of who said what is above it: 「「…」と雲井副知事。」, 「…。(雲井副知事)」.
SAID_BEFORE = re.compile(r"[」』]と、?|[。」』] ?(?:\(|[―—─-]+)")
CLOSED = re.compile(r"(?:[・、,/ (][^。]{0,30})?[)。]*")
#: Round another's label within a line: 「…。雲井:そうですね。」, 「…。(雲井)そうですね。」.
SENTENCE = re.compile(r"[。!?」』] ?")
OPENER = re.compile(r"[(\[【<]")
WORDS = re.compile(r"(?::|[)\]】>]:?)(?!//)[^。!?]{0,200}[ぁ-ん][。!?]")
#: An office behind a name, with its unit: 「大橋課長」, 「大橋デジタル推進担当部長」.
OFFICE = re.compile(rf"\s?(?:{ADDRESS}|[一-龠ァ-ヴーA-Za-z]{{0,14}}?(?!{ADDRESS}){TITLE})")
#: Who speaks without a name: 「司会」, 「東京都事務局」, 「会場から」, 「一同」.
ANONYMOUS = re.compile(
    r"(?:[一-龠ァ-ヴー]{1,6}(?:発言|の声)|司会(?:者|進行)?|進行(?:役|係)?|(?:運営)?事務局|モデレー?ター?|ファシリテー?ター?|インタビュ[アワ]ー|聞き手|質問者|記者"
    r"|編集(?:部|者)|ナレー(?:ター|ション)|アナウンサー|司会・進行|一同|全員|(?:その他の?)?(?:参加|出席|登壇)者(?:一同|全員)?"
    r"|会場(?:から|参加者)?|傍聴者|オブザーバー|座長|議長|委員長?|[一-龠の]{0,4}(?:職員|担当者?|関係者)|男性|女性|不明|通訳|スタッフ"
    r"|[^\s、。:()をにで]{0,12}(?:参加者|出席者|[区市町村都]民)"
    r"|チャット欄?(?:から|より|の(?:コメント|質問))?|話者\d{0,2}|質問\d{0,2}|\d{1,2}番(?:議員|委員)?|MC[一-龠]{0,4})(?:\s?[A-Z一二三\d](?![A-Za-z]))?"
)
#: 「聞き手・霧島洋」.
NAMED = re.compile(r"[・=/ ]\s?[^\s\d:()。、!?「」]{2,8}(?=\(|$)")
#: Between a body and 「事務局」, 「参加者」.
OF = re.compile(r"(?:側|様|の)?\s?")
#: 「Q:」, 「A.」, 「Q1 …」: a question or an answer, or a person called by a letter.
LETTER = re.compile(
    r"(?:[A-Z問答]\d{0,2}\s?[.:、)]|[問答]\d{0,2}\s(?=.*。)|[QA]\d{0,2}\s|[A-Z](?:さん|氏|様)(?=[:\s(]|$))"
)
#: 「Kumoi:」, 「MADOKA KUMOI(東京都CIO)」.
LATIN = re.compile(
    r"(?:[A-Z][a-z]{2,}|[A-Z]{3,} [A-Z]{3,}|[A-Z]{5,}(?= ?\()|[A-Z]{2,5}(?=:.*。))"
    r"(?: [A-Z][A-Za-z'.-]+)*(?=:| ?\([^()]*\)(?::|$)|$)"
)
#: 「企画課長:星野」, 「星野(東京都職員)」, 「星野:…」: whoever it is.
UNLISTED = re.compile(
    rf"(?P<role>[^。!?]{{2,{LONGEST_LABEL}}}:)?\s*"
    r"(?P<name>[^\s\d:()。、!?「」]{1,10}?(?: [^\s\d:()。、!?「」]{1,6})?)"
    rf"(?P<title>{TITLE})?(?P<end>\s*\([^()]*\)|:|$| (?=.*。))"
)
#: Behind a known name: 「雲井副知事代理(霧島次長):」 is somebody else.
GOES_ON = re.compile(r"[一-龠ァ-ヴーA-Za-z]{1,12}(?:\([^()]*\)|(?=:))")
#: 「幻想町長 来賓寺」.
OFFICE_AND_NAME = re.compile(r"(?P<role>[^\s。、:()]{2,30}) (?P<name>[^\s\d:()。、]{1,5})(?: [^\s\d:()。、]{1,5})?$")
_SURNAME = re.compile(r"[一-龠々ヶケノ]{1,4}|[ァ-ヴー]{2,8}|[A-Z][a-z]+(?: ?[A-Z][a-z]+)?")
#: Words in the form of a surname before a colon that are none.
_NOUN = re.compile(
    r".*(?:[点面的性化率費数額量先元日時分類型別例題案策法式図表力度目論語]|項|他|注|[理事自]由|結[論果]|背景|目[的標]|効果"
    r"|対象|期間|場所|内容|現状|原因|予算|時間|以[上下]|参考|出典|質問|回答|答え|一つ|補足|詳細|前提|条件|意見|感想|住所|電話|氏名"
    r"|備考|名称|概要|用語|開催|主[催旨]|会場|日程|今後|当[時初]|最[初後近]|昨年|今年|来年|現在|将来|例えば|窓口|手続|要件|体制"
    r"|役割|人材|組織|業務|予定)"
)
#: Somebody else spoke in the place of who is named.
DEPUTY = re.compile(r"代理|代読|代わり")
#: Remarks beside a name.
REMARKS = frozenset({"オンライン", "オンライン参加", "続けて", "途中参加", "途中から", "リモート", "当時"})
#: The shortest sentence without a full stop (characters).
_SAID = 10
_WITHIN_BRACKETS = re.compile(r"\([^()]*\)?")


def looks_like_surname(name: str) -> bool:
    """Tell whether a word that nobody has introduced may be a surname.

    >>> looks_like_surname("星野"), looks_like_surname("Kumoi"), looks_like_surname("課題")
    (True, True, False)
    """
    return _SURNAME.fullmatch(name) is not None and _NOUN.fullmatch(name) is None


def breaks_off(role: str) -> bool:
    """Tell whether a text that begins a line is no role: it has a sentence's sign outside brackets."""
    return re.search(r"[。、!?「」『』]", _WITHIN_BRACKETS.sub("", role)) is not None


def is_said(words: str) -> bool:
    """Tell whether words behind a colon are a sentence: 「課題:人材」 is none."""
    return SENTENCE_INSIDE.search(words) is not None or (
        len(words) >= _SAID and words.endswith(("です", "ます", "した"))
    )


def is_office(words: str) -> bool:
    """Tell whether words are an office and no sentence: 「東京都CIO(副知事)」."""
    short = 0 < len(words) <= LONGEST_LABEL
    return short and OFFICE_END.search(words) is not None and SENTENCE_INSIDE.search(words) is None


def label_end(line: str, at: int, *, bracketed: bool = False) -> int | None:
    """Return where a label ends whose name, or brackets behind it, end at ``at``; None if running text follows.

    >>> label_end("雲井:はい。", 2), label_end("雲井 はい。", 2), label_end("雲井がはい。", 2)
    (3, 3, None)
    """
    rest = line[at:]
    if rest in ("", "。", "*", "**") or _ANSWER.fullmatch(rest):
        return len(line)
    if sign := SIGN.match(line, at):
        return sign.end()
    begins = bracketed and not PARTICLE.match(rest)
    office = rest[0] in ",、" and is_office(rest) and not PARTICLE.match(rest[1:])
    return at + (rest[0] == " " or office) if rest[0] == " " or office or begins or _QUOTED.fullmatch(rest) else None
