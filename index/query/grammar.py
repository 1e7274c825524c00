"""Grammar that several recognisers share: patterns over folded text, numbers, relative names of years and months."""

from __future__ import annotations

import re
from datetime import date

#: The start of a name must not be the middle of a word: 「西新宿」, 「武蔵小金井」, 「首都は」.
WORD = r"一-鿿々〆ァ-ヺーA-Za-z0-9"
STARTS = rf"(?<![{WORD}])"
#: The end of a name: 「練馬大根」, 「新宿モデル」, 「文京学院」 go on.
ENDS = r"(?![一-鿿々ァ-ヺー])"

#: Addressing: 「練馬区さん」.
POLITE = r"(?:さん|様|さま|側)"
#: What is said of a speech, after の.
SPEECH = (
    r"(?:御|ご|お)?(?:発言|話(?!し|せ)|意見|考え方?(?!た|る)|コメント|言葉|言い分|見解|回答|答え(?!た|る)|主張|立場|姿勢|スタンス"
    r"|思い(?!出|つ|や)|説明|声)(?![一-鿿ァ-ヺー])"
)
#: Something is said: verbs of speech and thought.
SPEAKING = (
    r"(?:言っ|言い|言う|いって|云っ|話し|話す|述べ|語っ|語る|発言|考え|思っ|思う|触れ|答え|コメント|説明し"
    r"|見てい|みてい|見てる)"
)
#: A subject that speaks: 「…は」, 「…の発言」, 「…として」; not 「はじめ」.
TOPIC = r"は(?!じめ)"
SPEAKS = (
    rf"{POLITE}?(?:{TOPIC}|って(?=何|なん|どう)|の{SPEECH}|として(?=は|の|どう|何)"
    rf"|が(?=[^。\n]{{0,16}}?(?:述べ|語っ|発言|言及|言った|言って[いた]|話し|喋っ|しゃべっ)))"
)

#: A particle after a name, cut with it. Not 「ですか」, 「もっと」, 「とは」, 「のように」.
PARTICLE = re.compile(
    rf"{POLITE}?(?:(?:だけ|のみ|限定)(?:で|の|に)?(?:絞って|限って)?|について(?:は|の)?|に関して(?:は)?|における|での|では|でも|には|だと|なら|って"
    r"|として(?:は|の)?|との(?=違い|比較|差)|は(?!じめ)|の(?!ため|よう|び|で|に)|で(?!す|し|あ)|も(?!っと|の|う|し)|が(?!ん)|と(?!は|て|も)|に(?!つ))?"
    r"[ ]*[、,]?"
)

#: A body that is spoken of and does not speak: 「への要望」, 「との連携」, 「を参考に」, 「みたいな」, 「に負けない」.
SPOKEN_OF = re.compile(
    rf"{POLITE}?(?:へ|に対|との(?!違い|比較|差|対談|座談)|と(?:の)?(?:連携|共同|協定|協力|同じ|同様|同規模|一緒)|のような|のように|みたい|並み"
    r"|(?:くらい|ぐらい|程度)の|を(?:参考|見習|視察|訪|手本|モデル|真似|まね|めざ|目指|含む|除)"
    r"|に(?:学|習|倣|なら|視察|住|引っ越|転|勤|派遣|出向|行|負け|先|遅|追|ある|いる|近い|似た)"
    r"|(?:から|より)(?:の)?(?:転|派遣|出向|異動|応援|来|引っ越|通)|より(?!も?は)|まで|方面|出身|在住|在勤)"
)

#: 「副区長の発言は」: what follows the speaker is asking, too.
SAID = re.compile(rf"{POLITE}?の{SPEECH}(?:について(?:は)?|は|を|が|も|って|で(?!す))?[ ]*[、,]?")

#: Between names: 「足立と練馬」, 「港・中央、千代田区」, 「A市×B市」.
CONNECTOR = re.compile(r"[ ]*(?:と|や|か|も|、|,|・|/|&|\+|×|x|および|及び|そして|とか|vs\.?)[ ]*", re.IGNORECASE)

#: Years from the one in which it is said.
_YEARS = {"再来年": 2, "来年": 1, "今年": 0, "本年": 0, "昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2}
_MONTHS_AWAY = {"先々月": -2, "先月": -1, "今月": 0, "来月": 1, "再来月": 2}
_APRIL = 4
MONTHS = 12
_KANJI = {"元": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def year_called(name: str, day: date, *, fiscal: bool) -> int:
    """Return the year that ``name`` means on a day; of a 年度, the one in which it begins.

    >>> year_called("来年", date(2022, 3, 31), fiscal=False), year_called("来年", date(2022, 3, 31), fiscal=True)
    (2023, 2022)
    """
    return day.year + _YEARS[name] - (fiscal and day.month < _APRIL)


def month_called(name: str, day: date) -> tuple[int, int]:
    """Return the year and month that ``name`` means on a day.

    >>> month_called("先月", date(2022, 1, 15))
    (2021, 12)
    """
    months = day.year * MONTHS + day.month - 1 + _MONTHS_AWAY[name]
    return months // MONTHS, months % MONTHS + 1


def kanji_number(number: str) -> int:
    """Return a number below a hundred, in digits or kanji.

    >>> kanji_number("二十七"), kanji_number("十"), kanji_number("元"), kanji_number("4")
    (27, 10, 1, 4)
    """
    if number.isdecimal():
        return int(number)
    tens, ten, units = number.rpartition("十")
    return (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(units, 0)
