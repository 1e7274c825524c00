"""Sentences of remarks: conditions, what cannot be met, what is missing, what to try."""

from __future__ import annotations

from datetime import date

from bot.wording.answers import NARROW, theme_question
from bot.wording.units import months


def searched_in(coverage: str, *, rewording_helps: bool) -> str:
    """Return what was searched without a hit, and that other words may help if they may."""
    advice = "言葉を短くしたり、言い換えたりすると見つかることがあります。" if rewording_helps else ""
    return f"{coverage}の発言から探しました。{advice}"


def empty(contact: str | None) -> str:
    """Return the sentence for an empty corpus; *contact* is whom to ask."""
    whom = contact or "このアプリを設置した担当者"
    return f"座談会の記事が、まだ1本も登録されていません。登録については、{whom}にお問い合わせください。"


def filtered(words: tuple[str, ...]) -> str:
    """Return the conditions that were used, and how to take them off."""
    return f"{conditions(words)}（「{NARROW}」で外せます）"


def conditions(words: tuple[str, ...]) -> str:
    """Return the conditions that were used."""
    return f"条件：{'／'.join(words)}"


def taken_off(words: tuple[str, ...]) -> str:
    """Return the conditions that were taken off."""
    return f"外した条件：{'／'.join(words)}"


def outside(periods: tuple[str, ...], since: date | None, until: date | None, *, searched: bool = True) -> str:
    """Return which periods are outside of the corpus, which months it covers, and that all was *searched*.

    >>> outside(("2030年",), date(2021, 8, 16), date(2022, 9, 16))
    '「2030年」の座談会は収録にありません（収録は令和3年8月〜令和4年9月）。時期は問わずに探しました。'
    """
    covered_months = f"（収録は{months(since, until)}）" if since and until else ""
    absent = f"「{'」「'.join(periods)}」の座談会は収録にありません{covered_months}。"
    return f"{absent}時期は問わずに探しました。" if searched else absent


def rounds_outside(rounds: tuple[str, ...], addresses: tuple[str, ...] = (), *, searched: bool = True) -> str:
    """Return which rounds are not in the corpus, where known articles of them are, and that all was *searched*.

    >>> rounds_outside(("第99回",))
    '「第99回」の座談会は収録にありません。回は問わずに探しました。'
    """
    where = f"記事は公開されています：{'、'.join(addresses)}。" if addresses else ""
    absent = f"「{'」「'.join(rounds)}」の座談会は収録にありません。{where}"
    return f"{absent}回は問わずに探しました。" if searched else absent


def bodies_outside(bodies: tuple[str, ...], *, searched: bool = True) -> str:
    """Return which municipalities are none of Tokyo's, and that all others were *searched*."""
    absent = f"「{'」「'.join(bodies)}」は、このアプリが扱う区市町村の表にありません。"
    return f"{absent}自治体は問わずに探しました。" if searched else absent


def newest(since: date | None, until: date | None) -> str:
    """Return that newer rounds come first, and which months the corpus covers: the newest may be years old."""
    months_covered = f"収録は{months(since, until)}です。" if since and until else ""
    return f"新しい座談会から順に引用します。{months_covered}"


def meant(words: str, names: tuple[str, ...]) -> str:
    """Return a condition with the names that it means."""
    return f"{words}（{'・'.join(names)}）"


def leaving_out(words: str, names: tuple[str, ...]) -> str:
    """Return a condition with the names that it leaves out."""
    return f"{words}（{'・'.join(names)}を除く）"


def unknown(forms: tuple[str, ...]) -> str:
    """Return which filters have an unknown value and were searched as words."""
    return f"「{'」「'.join(forms)}」は収録に見当たらないため、条件にはせず、言葉として探しました。"


def widen(question: str) -> str:
    """Return that few of a kind speak of it, and the question that asks all others."""
    return f"{FEW_OF_KIND}「{question}」と聞くと、ほかの自治体も含めて探します。"


def silent(names: tuple[str, ...]) -> str:
    """Return which of the persons asked for took part without a published word."""
    return f"{'さん・'.join(names)}さんは座談会に出席していますが、発言は収録にありません。"


def themes(themes: tuple[str, ...]) -> str:
    """Return the themes that may be meant, each as the question that asks for it."""
    return f"{'、'.join(f'「{theme_question(name)}」' for name in themes)}と聞くと、このテーマの発言を見られます。"


def no_roundtable(municipalities: tuple[str, ...]) -> str:
    """Return which municipalities have no roundtable in the corpus."""
    return f"{'・'.join(municipalities)}の座談会が収録にありません。"


def nothing_of(bodies: tuple[str, ...]) -> str:
    """Return of which of the bodies that are compared nothing was found."""
    return f"{'・'.join(bodies)}の発言は見つかりませんでした（取組がないという意味ではありません）。"


def incomplete(municipality: str, parts: tuple[str, ...]) -> str:
    """Return which parts of a municipality's roundtables are missing from the corpus."""
    return f"{municipality}の座談会は、一部（{'・'.join(parts)}など）が未収録です。収録済みの分から探しました。"


def without_filter(filters: tuple[str, ...], passages: str) -> str:
    """Return how many passages there are without these conditions."""
    return f"条件「{'」「'.join(filters)}」を外すと{passages}あります。"


CANNOT_READ_THREAD = (
    "申し訳ありません。スレッドのほかの投稿は読めないため、「これ」が何のことか分かりません。"
    "元の投稿の「…」メニューから「関連する発言を探す」を選ぶと、その投稿に近い発言を探せます。"
    "または、「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
#: The same in the terminal, which has no thread and knows no asker.
WHAT_IS_THIS = (
    "「これ」が何のことか分かりません。「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
#: What stands for a request that says nothing: a forwarded message alone.
THIS = "これについて"
#: What これ means was read: messages of a thread,
read_thread = "このスレッドの投稿{messages}件を一度だけ読み、その言葉で探しました（投稿は保存しません）。".format
#: or a forwarded message.
READ_FORWARDED = "転送された投稿の言葉で探しました。"
WHICH_IS_OWN = "「うちの区」「当市」がどこか分からないため、条件にしていません（--own 練馬区 のように指定できます）。"
ASK_WHAT = "何についての発言を探しますか。知りたいことを添えて聞いてください。"
FEW_OF_KIND = "当てはまる自治体が少ないため、ほかの自治体の発言も参考になるかもしれません。"
#: In place of 他の区 in a question.
ALL_OTHERS = "他の自治体"
NO_MORE = "続きの発言はありません。"
ASK_OWN = "「うちの区」「当市」がどこかを、まだうかがっていません。ご自身の自治体を選ぶと、すぐにお答えします。"


def ask_what(themes: tuple[str, ...]) -> str:
    """Return the question back, with examples that are answered here."""
    examples = "".join(f"「{name}で、他の自治体は何に困っている？」" for name in themes)
    return f"{ASK_WHAT}{f'たとえば：{examples}' if examples else ''}"


def near_words(words: tuple[str, ...]) -> str:
    """Return the words of the corpus that are near those asked for."""
    return f"収録にある近い言葉：{'、'.join(words)}"
