"""The remarks of an answer are the same in a channel, a direct message, a command, the terminal and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answers import remarks as every
from bot.answers.answers import Answers, on_quote
from bot.answers.quote import WHOLE
from bot.answers.remarks import as_json, sentence
from tests.bot.cli.test_cli import zadankai
from tests.bot.standing import Standing, Talk, quoted_ids
from tests.fake_slack.limits import texts

#: Question → the kinds of remarks that somebody who knows the sample expects, among others.
QUESTIONS = {
    "専門人材の採用で困っていることは？": (),
    "風待区は研修をどう進めている？": ("conditions",),
    "人材の採用について、他の区は何と言っている？": ("conditions",),
    "令和3年度の採用は？": ("conditions",),
    "2010年の採用は？": ("period_outside",),
    "第99回の採用は？": ("round_outside",),
    "最近の採用は？": ("newest_first",),
    "区:大阪市 採用": ("filter_unknown",),
    f"区:{'無' * 300} 採用": ("filter_unknown",),
    "水族館のペンギン": ("searched",),
    "虹ノ橋市は水族館のペンギンについて何と言っている？": ("part_missing", "searched"),
    "第8回①は？": ("part_missing", "searched"),
    "生成AIは？": ("searched",),
    "第8回の専門人材の採用は？": ("found_without",),
    "職員のメンタルヘルス研修は？": (),
    "RPAとは？": (),
    "これについて他の区は？": ("leans_on_thread",),
    "教えて": ("nothing_asked",),
    "第99回は？": ("round_outside", "searched"),
    "2010年は？": ("period_outside", "searched"),
    "こんにちは": ("small_talk",),
    "うちの区は採用で何に困っている？": ("own_unknown",),
    "ペーパーレス": (),
}


@pytest.fixture(scope="module")
def answers(standing: Standing) -> Answers:
    return Answers(standing.delivery.library)


def told(post: dict[str, Any]) -> str:
    return "".join(json.dumps(post["blocks"], ensure_ascii=False).split())


@pytest.mark.parametrize(("question", "kinds"), QUESTIONS.items())
def test_every_surface_says_the_same_remarks(
    question: str, kinds: tuple[str, ...], talk: Talk, answers: Answers, tmp_path: Path
) -> None:
    answer = answers.to(question, WHOLE)
    said = [as_json(remark) for remark in answer.remarks]
    assert set(kinds) <= {each["kind"] for each in said}

    form = json.loads(zadankai(tmp_path, "ask", "--json", "--", question).stdout)
    assert form["remarks"] == said
    assert form["lead"] == answer.lead

    terminal = "".join(zadankai(tmp_path, "ask", "--", question).stdout.split())
    for remark in answer.remarks:
        assert "".join(sentence(remark).split()) in terminal
    for quote in answer.quotes:
        assert all("".join(sentence(remark).split()) in terminal for remark in on_quote(quote))

    for post in (talk.ask(question), talk.write(question)):
        slack = told(post)
        for remark in answer.remarks:
            # A person whose municipality is unknown is asked for it; an empty question gets a hint.
            if not isinstance(remark, every.Sample) or answer.quotes:
                assert "".join(sentence(remark, buttons=True).split()) in slack or _asks_own_alone(answer.remarks)


def _asks_own_alone(remarks: tuple[every.Remark, ...]) -> bool:
    """Return whether Slack asks for the municipality because うちの区 is unknown, instead of answering without it."""
    return any(isinstance(remark, every.OwnUnknown) for remark in remarks)


def test_what_is_not_known_by_name_is_repeated_short_everywhere(talk: Talk, tmp_path: Path) -> None:
    question = f"区:{'無' * 300} 採用"
    assert "無" * 61 not in zadankai(tmp_path, "ask", "--", question).stdout
    assert "無" * 61 not in told(talk.ask(question))


def test_a_date_that_the_day_settles_is_told_to_programs(tmp_path: Path) -> None:
    # Held in July 2021.
    found = json.loads(zadankai(tmp_path, "ask", "--json", "暁坂区の採用").stdout)
    dates = [remark["text"] for hit in found["hits"] for remark in hit["remarks"] if remark["kind"] == "date_meant"]
    assert dates == ["発言中の「昨年度」＝令和2年度"]


@pytest.mark.parametrize("question", ["2010年の採用は？", "第99回の採用は？", "令和3年度の採用は？", "区:大阪市 採用"])
def test_a_table_of_municipalities_says_how_the_question_was_taken_everywhere(
    question: str, talk: Talk, answers: Answers, tmp_path: Path
) -> None:
    asked = answers.understood(question, None)
    said = ["".join(sentence(remark).split()) for remark in answers.on_table(asked)]
    assert said
    terminal = "".join(zadankai(tmp_path, "ask", "--table", "tsv", "--", question).stderr.split())
    modal = told(talk.modal(talk.press("show_listing", talk.ask(question))))
    for words in said:
        assert words in terminal
        assert words in modal


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("\u200b採用\u200bの\ufeff話は？", "採用の話は？"),
        ("\u202e専門人材\u2069の採用は？\x00", "専門人材の採用は？"),
        ("話者:岬\n遥 研修", "話者:岬遥 研修"),
        ("こんにち\u200bは", "こんにちは"),
    ],
)
def test_what_nobody_sees_in_a_question_changes_its_answer_on_no_surface(
    question: str, seen: str, talk: Talk, answers: Answers
) -> None:
    assert answers.understood(question, None) == answers.understood(seen, None)
    assert answers.to(question, WHOLE).remarks == answers.to(seen, WHOLE).remarks
    assert list(texts(talk.ask(question)["blocks"])) == list(texts(talk.ask(seen)["blocks"]))


def test_what_nobody_sees_changes_no_follow_up(talk: Talk) -> None:
    first, second = (
        quoted_ids(talk.ask(words, thread=talk.ask("採用の話は？")["thread_ts"]))
        for words in ("もっ\u200bと", "もっと")
    )
    assert first
    assert first == second
