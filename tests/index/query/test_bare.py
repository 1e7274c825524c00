"""What Slack, keyboards and politeness add to a question weighs nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.query.bare import bare

#: Questions that are bare already, with what must not be taken for decoration.
QUESTIONS = (
    "人材の採用について、他の区は何と言っている？",
    "27回①は？",
    "-研修 採用",
    "「書かない窓口」の費用は？",
    "Wi-Fi環境とR&D、AT&Tの違い",
    "〜5〜7回の座談会、3.5億円",
    "2021-2022の比較",
    "座談会って何？",
    "話者:架空 区:港、練馬 年:2021",
    "これ↑について",
    "UI/UXとA_B_C",
    "㊙資料の扱い",
    "笑顔の窓口",
    "2*3の計算",
    "to: allの扱いは？",
    "単価@1000円の契約",
    "1:2の比率、10:30:00に開始",
)
BEFORE = (
    *("<@U0ABCDEF1> ", "<@U0ABCDEF1>さん、", "<!here> ", "<#C0123ABCD|dx推進> ", "<#C0123ABCD> "),
    *("@座談会 ", "座談会ボットさん、", "@zadankai ", "1. ", "2) ", "（3）", "・", "- ", "> ", "&gt; ", "&gt;&gt; "),
    *("Re: ", "Fwd: Re: ", "件名：", "【至急】", "【ご相談】", "[質問] ", ":pray: ", "🙏 ", "\u200b", "\ufeff"),
    *("Q1. ", "質問1："),
)
AFTER = (
    *(" :bow:", " :pray::skin-tone-2:", " :+1:", "🙏🏻", "👍", "（笑）", " ｗｗｗ", "(汗)", " @channel"),
    *(" <https://example.com/a?b=c#d>", " https://example.com/a_(b)", " <mailto:dx@example.jp>"),
    *(" dx-suishin@city.example.jp", "\ncc: 山田さん、鈴木さん", "\nCC 情報政策課の山田さん", "\u200d", "\u00ad"),
)
ROUND = (("*", "*"), ("_", "_"), ("~", "~"), ("`", "`"), ("```", "```"), ("", ""))


def without_spaces(text: str) -> str:
    return "".join(text.split())


@example("採用", ["> "], ["\ncc: 山田さん、鈴木さん"], ("", ""))
@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(BEFORE), max_size=4),
    st.lists(st.sampled_from(AFTER), max_size=4),
    st.sampled_from(ROUND),
)
def test_a_decorated_question_is_the_question(
    question: str, before: list[str], after: list[str], marks: tuple[str, str]
) -> None:
    decorated = "".join((*before, marks[0], question, marks[1], *after))
    assert without_spaces(bare(decorated)) == without_spaces(question)


@given(st.text(max_size=200))
def test_a_bare_question_is_bare(text: str) -> None:
    assert bare(bare(text)) == bare(text)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("⼈材の採⽤と⺠間、⻑期", "人材の採用と民間、長期"),
        ("書かない窓\n口の費\n用は？", "書かない窓口の費用は？"),
        ("テレ\nワークの利用率", "テレワークの利用率"),
        ("標準化の費用について\n他の区は？", "標準化の費用について他の区は？"),
        ("採用の件\n他の区は？", "採用の件 他の区は？"),
        ("*押印* の見直し", "押印 の見直し"),
        ("<https://example.com/a|資料>の言葉", "資料 の言葉"),
        ("> 応募が0→12人になったそうです\n\n市だとどうでしょう", "応募が0→12人になったそうです。 市だとどうでしょう"),
        ("- 採用\n- 研修", "採用、 研修"),
        ("> 標準化\n対応は？", "標準化、 対応は？"),
    ],
)
def test_what_a_keyboard_or_a_pdf_gives_is_read_as_it_is_meant(typed: str, question: str) -> None:
    assert bare(typed) == question


@pytest.mark.parametrize("layer", ["_", "Q.", "_~", "@a", "件名：", "> Re: "])
def test_a_message_of_nothing_but_decoration_ends(layer: str) -> None:
    assert "\n" not in bare(layer * 1000)
