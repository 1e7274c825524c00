"""Greetings, thanks, slips and requests that no search answers: one sentence each, never searched. Pure functions.

Only whole messages count: 「こんにちは、採用について教えて」 and 「テスト環境の話は？」 are questions.
"""

from __future__ import annotations

import re
import unicodedata

from bot import wording
from corpus.text import caseless

_PLEASE = (
    r"(?:を|は|が)?(?:お願い(?:し|いたし|致し)ます|おねがいします)?(?:して|いて)?(?:もら(?:え|い)|いただけ|頂け|くれ)?"
    r"(?:ください|下さい|ます(?:でしょう)?か?|ない|る|です|ね|よ)*"
)
_POLITE = r"(?:どうぞ)?(?:よろしく)?(?:お願い(?:し|いたし|致し)ます|おねがいします)?"

_HELLO = (
    r"(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|初めまして"
    r"|お疲れ(?:さま|様)(?:です)?|おつかれ(?:さま)?(?:です)?|お世話になって(?:い|おり)?ます|お世話になります|やあ|もしもし"
    r"|hello|hi|hey)"
    rf"{_POLITE}|よろしくお?(?:願い(?:し|いたし|致し)ます|ねがいします)?|よろしくね?"
)
#: 「何ができるの？」, 「使い方がわからない」, 「どうやって使うの」, 「あなたは誰？」.
_HELP = (
    r"(?:使い方|つかいかた|使いかた|ヘルプ|へるぷ|help)(?:を|は|が|って)?"
    r"(?:教えて|おしえて|知りたい|見せて|(?:よく)?(?:わから|分から|わかり|分かり)(?:ない|ません|ん)?(?:の)?|何|どう)?"
    r"(?:ください|下さい|ほしい|です|ます|か|の|ん)*"
    r"|(?:これ(?:って|は))?どう(?:いう|いった)?(?:ふうに|風に)?(?:聞き方|質問|書き方)?(?:を)?(?:すれば|したら)(?:うまく|いい|よい)?(?:出る|出ます|見つかる)?(?:の|ん|です|か)*"
    r"|(?:あなたは|君は|きみは|ここでは|このボットは|これは|これで|bot(?:は|で))?(?:何|なに)(?:が|を|か)?"
    r"(?:でき(?:る|ます)|して(?:くれる|くれます|もらえる|もらえます)|聞け(?:る|ます)|聞けば(?:いい|よい))(?:の|ん|です|か)*"
    r"|どう(?:やって)?(?:使う|つかう|使え(?:ば)?(?:いい|よい)?|聞け(?:ば)?(?:いい|よい))(?:の|ん|です|か)*"
    r"|(?:あなた|君|きみ|お前|おまえ)(?:は|って)?(?:誰|だれ|何|なに|何者)(?:なの|です|か)*|自己紹介(?:して)?(?:ください|下さい)?"
)
_THANKS = (
    r"(?:どうも|本当に|ほんとに|大変|とても|すごく|いつも)*"
    r"(?:ありがと(?:う|ー)?|有難う|有り難う|ありがたい|サンキュー?|あざす|感謝(?:し(?:ます|ています)|です)?|thanks?(?:you)?|thx|ty"
    r"|助か(?:りました|ります|った|る)|参考になり(?:ました|ます)|参考になった|勉強になり(?:ました|ます))"
    r"(?:ございま(?:す|した)|です|ね|よ)*|お疲れ(?:さま|様)でした|どうも"
)
_NOTED = (
    r"(?:了解|りょうかい|りょ|承知|把握|納得)(?:です|しました|いたしました|致しました|した|ね)*|かしこまりました"
    r"|(?:わか|分か|解)(?:り|っ)(?:ました|た)[ぁあよね]*|ok(?:です|ay)?|okay|おっけー?|オッケー?|オーケー?"
    r"|なるほど(?:です)?[ねー]*|(?:すご|凄)(?:い|ー)*(?:です)?ね?|すげー?|いいね|いいですね|良いですね|素晴らしい(?:です)?|さすが(?:です)?"
    r"|(?:はい|うん|ええ|へえ?ー?|ほう|おお|ふむ|そうですか|そうなんだ|そうなんですね|そっか|いえ|大丈夫(?:です)?|結構です|問題ありません)+"
    r"|(?:また|では|じゃあ?)?(?:またね|また(?:今度|明日|あとで)|さようなら|おやすみ(?:なさい)?|バイバイ|ばいばい|失礼します)"
)
_SLIP = (
    r"(?:あ|ああ|あれ|すみ|すい|申し訳(?:あり|ござい))?"
    r"(?:すみません|すいません|ごめん(?:なさい|ね)?|失礼(?:いた|致)?し(?:ました)|申し訳(?:ありません|ございません|ない(?:です)?)"
    r"|(?:送り|書き|打ち|押し|入力|誤送信|投稿|宛先|送信)?(?:を)?(?:間違|まちが)(?:え(?:ました|た|てました)|い(?:です|でした|ました)?)"
    r"|誤(?:爆|送信|投稿)(?:です|しました|でした)?|(?:やっぱり?)?(?:なんでも|何でも)(?:ない|ありません)(?:です)?|気にしないで(?:ください|下さい)?"
    r"|(?:さっき|今|いま)のは?(?:なし|無し|忘れて)(?:で|です|ください|下さい)*)+"
)
_TEST = (
    r"(?:これは)?(?:テスト|てすと|test|ﾃｽﾄ)(?:です|中(?:です)?|投稿(?:です)?|送信(?:です)?|ing|1?2?3?)?|(?:動作|接続|疎通)(?:確認|テスト)(?:です|中)?"
    r"|(?:聞こえ(?:て(?:い)?)?|(?:届い|動い)て(?:い)?)(?:る|ます)(?:の|か)*|ping"
)
_SUMMARY = (
    r"(?:(?:これ|それ|上|上記|今|いま|この(?:回答|スレッド|話|発言)|その(?:回答|話)|全部|全体|内容|発言|回答|議事録)(?:の(?:内容|回答|話|発言))?(?:を|で)?)*"
    r"(?:(?:\d|一|二|三|四|五)+(?:行|文|言|点)(?:くらい|程度)?(?:で|に)|一言で|短く|簡単に|ざっくり|簡潔に|わかりやすく|要点を|ポイントを)*"
    rf"(?:要約|まとめ|サマリー?|翻訳|言い換え)(?:て|を?(?:作成?|し)て|する|でき)?{_PLEASE}"
)
_DELETE = (
    r"(?:(?:この|その|今の|いまの|さっきの|上の)?(?:回答|答え|投稿|メッセージ|返信|これ|それ|今の|いまの|さっきの|全部)(?:を|は)?)?"
    rf"(?:消し|けし|削除(?:し)?|取り消し?|取消し?)(?:て|たい|方|かた)?(?:は|を)?(?:教えて|どう(?:やって|するの|すれば)?)?{_PLEASE}"
)

#: In order of precedence: of a greeting and thanks in one message, the thanks are answered.
_SENTENCES = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (_HELP, wording.HELP),
        (_DELETE, wording.HOW_TO_DELETE),
        (_SUMMARY, wording.NO_SUMMARY),
        (_THANKS, wording.THANKS),
        (_TEST, wording.HEARD),
        (_SLIP, wording.NEVER_MIND),
        (_NOTED, wording.NOTED),
        (_HELLO, wording.HELLO),
    )
)
#: Longer messages are questions.
_LONGEST = 60
#: 「:pray:」 is how Slack writes 🙏.
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
#: Signs without meaning of their own: 「こんにちは！」 and 「ヘルプ？」 are what they are without them.
_SIGNS = re.compile(r"[\s、。，．,.!?！？…‥~〜♪;()（）「」・]+|(?<=[ぁ-ん])[ーw笑]+$")
_FILLERS = re.compile(r"^(?:あの|えっと|えーと|あ|では|じゃあ|それでは|はい|いえ)(?=.)")


def small_talk(text: str) -> str | None:
    """Return the sentence that answers *text*, or None where it is a question.

    >>> small_talk("了解です。ありがとう！") == wording.THANKS
    True
    >>> small_talk("こんにちは、採用について") is None
    True
    >>> small_talk("？") == wording.HELP
    True
    """
    folded = caseless(text[: _LONGEST + 1])
    if len(folded) > _LONGEST:
        return None
    words = _EMOJI.sub(" ", "".join(" " if unicodedata.category(c) == "So" else c for c in folded))
    pieces = [piece for piece in _SIGNS.split(words) if piece]
    if not pieces:
        return wording.HELP if words == folded else wording.NOTED
    whole = _meant("".join(pieces))
    return whole or _first(list(map(_meant, pieces)))


def _meant(piece: str) -> str | None:
    """Return the sentence that answers one piece as a whole, also after 「では」 or 「はい」."""
    forms = (piece, _FILLERS.sub("", piece))
    return next((sentence for pattern, sentence in _SENTENCES for form in forms if pattern.fullmatch(form)), None)


def _first(meant: list[str | None]) -> str | None:
    """Return the sentence of highest precedence; None where a piece is no small talk."""
    if None in meant:
        return None
    return next(sentence for _, sentence in _SENTENCES if sentence in meant)
