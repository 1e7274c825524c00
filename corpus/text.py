"""Folding: normal forms in which text is compared. None of them is ever shown.

Only ``narrowed`` keeps the length, so that its offsets are those of the text; where offsets are needed with other
forms, fold cluster by cluster (`CLUSTER`).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from importlib.resources import files

_OLD_FORMS = files("corpus").joinpath("old_forms.txt").read_text(encoding="utf-8")
#: Old form of a character → the new one; ヶ → ケ. Different characters with one reading (斎, 斉) stay different.
_NEW_FORMS = str.maketrans(
    {pair[0]: pair[1] for line in _OLD_FORMS.splitlines() if not line.startswith("#") for pair in line.split()}
)
#: Variation selectors, which choose another shape of the character before them: 葛󠄀.
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SELECTOR = re.compile(f"[{_SELECTORS}]")
#: What new forms change: most names have none of it.
_OLD = re.compile(f"[{_SELECTORS}{''.join(map(chr, _NEW_FORMS))}]")

#: A character with its sound marks (ﾄﾞ is two code points) and variation selectors, folded together.
CLUSTER = re.compile(f"(?s).[\u3099\u309a\uff9e\uff9f]*[{_SELECTORS}]*")

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F)))
_NARROW = str.maketrans(_FULL_WIDTH + string.ascii_uppercase, _ASCII.lower() + string.ascii_lowercase)
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}

#: Characters that nobody sees (category Cf): zero-width spaces, soft hyphens, byte order marks, directions.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)

#: NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 cannot encode.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
#: Categories of characters that nobody sees in a typed line: controls, formats.
_NO_SIGN = frozenset(["Cc", "Cf"])
#: Letters and signs without a shape, which pad a line like spaces.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
#: What a terminal or a log would obey instead of showing it: controls, bidirectional ones, line separators; surrogates.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
#: Separators that may be left out within a term: UI/UX, UI・UX, Wi-Fi.
_JOINTS = re.compile(r"[・/\-‐]")


def one_width(text: str) -> str:
    """Return a text in one width (NFKC).

    >>> one_width("ＤＸﾃﾞｰﾀ（①）")
    'DXデータ(1)'
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def caseless(text: str) -> str:
    """Return a text in one width and case.

    >>> caseless("Ｗｉ‐Ｆｉ　DX")
    'wi‐fi dx'
    """
    return one_width(text).casefold()


def fold(text: str) -> str:
    r"""Return a text in one width, with single spaces and without characters that nobody sees.

    >>> fold("　参加者（敬称略）\u200b")
    '参加者(敬称略)'
    """
    plain = one_width(text)
    return " ".join((_UNSEEN.sub("", plain) if _UNSEEN.search(plain) else plain).split())


def one_line(text: str) -> str:
    r"""Return typed text in one line, without what cannot be stored or seen: controls, zero-width spaces, fillers.

    >>> one_line("\u202e窓口の\n予約\u200b は\x00\x1b？\u2800")
    '窓口の 予約 は ？'
    """
    shown = (sign for sign in UNWRITABLE.sub(" ", text) if sign not in _FILLERS)
    return " ".join(
        "".join(sign for sign in shown if sign.isspace() or unicodedata.category(sign) not in _NO_SIGN).split()
    )


def printable(text: str) -> str:
    r"""Return text of others for a terminal or a log, with all that would be obeyed replaced; tabs and newlines stay.

    >>> printable("写し\x1b[31m.txt")
    '写し\ufffd[31m.txt'
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def printable_json(form: str) -> str:
    r"""Return written JSON with the same characters escaped, which JSON itself lets stand.

    >>> printable_json('["\x9b31m"]')
    '["\\u009b31m"]'
    """
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", form)


def squeezed(text: str) -> str:
    """Return a text in one width, without white space. Stored digests depend on it: it must not change.

    >>> squeezed("ＤＸ　推進 計画")
    'DX推進計画'
    """
    return "".join(one_width(text).split())


def new_forms(text: str) -> str:
    """Return a text in one width and with the new forms of characters.

    >>> new_forms("髙澤　一郎、葛󠄀飾区、青ヶ島村")
    '高沢 一郎、葛飾区、青ケ島村'
    """
    plain = one_width(text)
    return _SELECTOR.sub("", plain).translate(_NEW_FORMS) if _OLD.search(plain) else plain


def name_key(name: str) -> str:
    """Return a person's name or office for comparing: new forms, no white space.

    >>> name_key("髙澤　一郎") == name_key("高沢 一郎")
    True
    """
    return "".join(new_forms(name).split())


def phrase_key(text: str) -> str:
    """Return words for comparing character by character: a name's key in one case.

    >>> phrase_key("ＤＸ 推進　計画") == phrase_key("dx推進計画")
    True
    """
    return name_key(text).casefold()


def letters(text: str) -> str:
    """Return the letters and digits of words for comparing them whatever their punctuation.

    >>> letters("ＤＸを、「推進」する。")
    'dxを推進する'
    """
    return "".join(filter(str.isalnum, phrase_key(text)))


def term_key(term: str) -> str:
    """Return a term for comparing spellings: without spaces, middle dots, slashes and hyphens, in one case.

    >>> term_key("ＵＩ／ＵＸ"), term_key("Wi-Fi")
    ('uiux', 'wifi')
    """
    return _JOINTS.sub("", squeezed(term)).casefold()


def katakana(text: str) -> str:
    """Return a text with its hiragana as katakana.

    >>> katakana("ねりま区")
    'ネリマ区'
    """
    return text.translate(_KATAKANA)


def narrowed(text: str) -> str:
    """Return a text in one width and case of Latin letters and signs, of the same length.

    >>> narrowed("ＲＰＡとWi-Fi")
    'rpaとwi-fi'
    """
    return text.translate(_NARROW)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first; without words, one that matches nothing.

    >>> any_of(["東", "東大和"])
    '東大和|東'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
