r"""Bare questions: a question as typed, without what Slack, keyboards and politeness add round its words.

What is taken away weighs nothing anywhere: it is not searched, repeated in the answer or highlighted. A question that
is bare already comes back unchanged.
"""

from __future__ import annotations

import html
import re
import unicodedata

from corpus.text import one_line

#: Nobody decorates a question so often; a message of 3,000 underscores would take a layer for each two.
_MOST_LAYERS = 30

#: 「&gt;」 as Slack escapes it; ``html.unescape`` also reads forms without a semicolon, which people type (AT&T).
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#39|nbsp);")
_HONORIFIC = r"(?:[ \u3000]?(?:さん|様|さま|くん|君|ちゃん|殿|各位))?"
#: ``<@U1>さん``, ``<#C1|dx>``, ``<!here>``, ``<!subteam^S1|@dx>``: who and where, but not what.
_MENTION = re.compile(rf"<[@#!][^<>]*>{_HONORIFIC}(?:[ ]*(?:[、,：]|:(?![\w+])))?")
#: ``<https://…|資料>``: the label is a word of the question.
_LINK = re.compile(r"<(?:https?|mailto|tel|slack):[^<>|]*(?:\|([^<>]*))?>")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)(?:\([\w./?%&=#~:-]*\)|[\w./?%&=#~:@!$'*+,;\-\[\]])*(?:[\w/=#-]|(?<=\)))"  # of a web page
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",  # of a mailbox
    re.ASCII,
)
#: 「@座談会」, 「@here」, 「座談会ボットさん、」, 「zadankai」: the bot's own name and whoever is called.
_CALLED = re.compile(
    rf"(?<![A-Za-z0-9])[@＠](?!\d)(?:here|channel|everyone|[\w.-]{{1,20}}){_HONORIFIC}(?=[\s、,:：。]|$)"
    rf"|[@＠]?(?:座談会|zadankai)[ ]?(?:ボット|ぼっと|くん|bot){_HONORIFIC}[、,:：]?"
    rf"|(?<![\w-])zadankai(?![\w-]){_HONORIFIC}[、,:：]?",
    re.IGNORECASE,
)
#: 「cc: 山田さん」, 「CC 情報政策課」 up to the line's end, unless it asks (「to: allの扱いは？」);
#: 「Re: 」, 「件名：」, 「Q1.」 before a subject.
_HEADER = re.compile(
    r"(?:^|(?<=[\n。]))[ \u3000]*(?:(?:cc|bcc|to)[:：](?![^\n]*[?？])[^\n]*(?:\n|$)|cc[ ][^\n]{1,20}(?:さん"
    r"|様)[ ]*(?:\n|$)"
    r"|(?:(?:re|fw|fwd|転送|返信)[:：][ ]?)+|件名[:：]|(?:質問|問)\d{0,2}[:：]|Q\d{0,2}[.．:：](?!\d))",
    re.IGNORECASE,
)
#: At the head of a line: 「1. 」, 「①」, 「・」, 「> 」, 「- 」. Not 「27回」, 「-研修」, 「3年前」.
_ITEM = (
    r"(?:[>＞]+[ ]*|(?:\d{1,2}[.)．）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳](?!回)|[・•●◆■◇□▪☆★→※]"
    r"|[-–—*+](?=[ \u3000]))[ \u3000]*)"
)
_LISTED = re.compile(rf"(?:^|(?<=\n))[ \u3000]*{_ITEM}+")
#: The end of a line before the next item of a list, and of a quoted line before one's own: no word goes on there.
_ITEM_ENDS = re.compile(
    rf"(?<=[一-鿿々ぁ-んァ-ヺー])[ \u3000]*\n(?=[ \u3000]*{_ITEM})"
    r"|(?:^|(?<=\n))(?P<quoted>[>＞][^\n]*[一-鿿々ぁ-んァ-ヺー])\n(?![>＞\n])"
)
_EMOJI = re.compile(r":(?:[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*|\+1|-1|100|1234):(?::skin-tone-[2-6]:)*", re.IGNORECASE)
#: 「【至急】」, 「[ご相談]」: what kind of message it is.
_STAMP = re.compile(
    r"[【\[［〔](?:大?至急|緊急|急ぎ|お急ぎ|重要|再送|質問|ご?相談|ご?連絡|お願い|ご?確認|ご?照会|教えてください|教えて|共有"
    r"|ゆる募|募集|急募|拡散希望|スレッド|雑談|業務連絡)[】\]］〕]"
)
_LAUGHS = re.compile(
    r"[(（](?:笑|爆笑?|苦笑|汗|泣|涙|怒|懐疑的|切実|小声|真顔|ガチ|謎)[)）]|"
    r"(?<=[ぁ-んァ-ヺー一-鿿、。！!？?…)）])[ \u3000]*[wｗWＷ]+(?![A-Za-zＡ-Ｚａ-ｚ0-9])|[ \u3000][wｗＷ]{2,}(?=\s|$)"
    r"|(?<=[ぁ-んァ-ヺー。！!？?])(?:笑+|草)(?=[\s。、！!？?]|$)|[\^＾][_\-o0]?[\^＾][;；]*|m\(_ _\)m|orz|OTL"
)
#: ``*bold*``, ``_italic_``, ``~struck~``, ``code``.
_MARKED = re.compile(r"(?<![\w~])([_~])(?=\S)([^\n]+?)(?<=\S)\1(?![\w~])")
#: Not 「2*3」.
_SIGNS_OF_MARKUP = re.compile(r"(?<!\d)[*`＊]+|[*`＊]+(?!\d)")
#: Within a word: a line was broken where the window ended, or as a PDF's column ends.
_BROKEN = re.compile(r"(?<=[一-鿿々ぁ-んァ-ヺー])[ \u3000]*\r?\n[ \u3000]*(?=[一-鿿々ぁ-んァ-ヺー])")
#: Lines that end so were not broken within a word: 「採用の件」, 「関係者各位」, 「教えてください」.
_LINE_ENDS = re.compile(
    r"(?:件|様|方|事|時|際|点|話|例|等|状況|さま|各位|です|ます|さい|した|せん|たい|ない|か|は|を|が|に|で|と|も|の)$"
)
#: A line before an empty one: a sentence of its own.
_PARAGRAPH = re.compile(r"(?<=[^\s。、！!？?：:*_~`])[ \u3000]*\n(?=[ \u3000]*\n\s*\S)")
#: Radicals that a PDF gives for the characters (⼈ 人): NFKC knows these, and not the ones of the table below.
_RADICALS = re.compile("[\u2f00-\u2fdf]")
_OTHER_RADICALS = str.maketrans("⺠⺟⺩⺬⻁⻄⻆⻑⻘⻝⻟⻤⻨⻩⻫⻭⻯⻲⻳⻲", "民母王示虎西角長青食食鬼麦黄斉歯竜亀亀亀")
_SKIN_TONES_AND_JOINERS = "[\U0001f3fb-\U0001f3ff\u200d\u20e3\ufe0e\ufe0f]"
_PICTURES = re.compile(rf"{_SKIN_TONES_AND_JOINERS}|[\U0001f000-\U0001faff]")
_ARROWS = frozenset("↑⇧👆")


def bare(typed: str) -> str:
    r"""Return a question without markup, names of whom it is sent to, addresses, emoji and signs of its message.

    >>> bare("<@U1>さん 1. *押印* の見直し :pray::skin-tone-2: （笑）")
    '押印 の見直し'
    >>> bare("【至急】&gt; RPAは？ <https://a.example|資料>\ncc: 山田さん")
    'RPAは？ 資料'
    """
    text = typed
    for _ in range(_MOST_LAYERS):
        less = _undecorated(text)
        less = one_line(_joined(text)) if less == text else less
        if less == text:
            return text
        text = less
    return one_line(text)


def _undecorated(typed: str) -> str:
    """Return a text without one layer of what is round it: signs of a list can stand before a header, and so on."""
    text = _RADICALS.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), typed).translate(_OTHER_RADICALS)
    text = "".join(" " if _is_picture(sign) else sign for sign in _PICTURES.sub(_picture, text))
    text = "\n".join(map(one_line, text.splitlines()))
    text = _ESCAPED.sub(lambda sign: html.unescape(sign[0]), text)
    text = _LINK.sub(lambda link: f" {link[1]} " if _is_label(link) else " ", text)
    text = _ADDRESS.sub(" ", _MENTION.sub(" ", text))
    text = _EMOJI.sub(" ", text)
    text = _LAUGHS.sub(" ", _STAMP.sub(" ", text))
    text = _HEADER.sub("", text)
    text = _PARAGRAPH.sub("。\n", text)
    text = _ITEM_ENDS.sub(lambda end: f"{end['quoted'] or ''}、\n", text)
    text = _MARKED.sub(r"\2", _LISTED.sub("", text))
    # A comma at the end stood before what was left out.
    return _CALLED.sub(" ", _SIGNS_OF_MARKUP.sub("", text)).strip().rstrip("、 ")


def _is_label(link: re.Match[str]) -> bool:
    """Tell whether a link has words of its own: 「<http://note.com/x|note.com/x>」 is made of an address by Slack."""
    label = link[1] or ""
    return bool(label) and not _ADDRESS.match(label) and label not in link[0].partition("|")[0]


def _picture(sign: re.Match[str]) -> str:
    return sign[0] if sign[0] in _ARROWS else " " if len(sign[0]) == 1 and ord(sign[0]) >= 0x1F000 else ""  # noqa: PLR2004


def _is_picture(sign: str) -> bool:
    """Tell whether a sign is a picture (♪, ☺): letters in circles and squares (㊙, ㍿) are none."""
    return (
        unicodedata.category(sign) == "So" and sign not in _ARROWS and not unicodedata.normalize("NFKC", sign).isalnum()
    )


def _joined(text: str) -> str:
    """Return the text with the lines joined that were broken within a word."""
    return _BROKEN.sub(lambda broken: " " if _LINE_ENDS.search(broken.string[: broken.start()]) else "", text)
