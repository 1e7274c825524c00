"""A person who continues another's conversation has a copy of its question, deleted with that person's data."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.state.askers import Asker
from bot.state.tables import conversations
from corpus.storage.database import reading
from tests.bot.standing import COLLEAGUE, Talk
from tests.fake_slack.payloads import ASKER, TEAM

QUESTION = "専門人材の採用で困っていることは？"


def askers(talk: Talk) -> set[str]:
    """Return the people whose rows hold something of this channel."""
    query = select(conversations.c.user).where(conversations.c.channel == talk.channel)
    with reading(talk.bot.delivery.inbox.engine) as connection:
        return set(connection.execute(query).scalars())


def forget(talk: Talk, user: str) -> None:
    talk.bot.delivery.memory.conversations.forget_person(Asker(TEAM, user))


def test_what_a_colleague_was_shown_next_goes_with_the_asker_s_question(talk: Talk) -> None:
    talk.press("more", talk.ask(QUESTION), by=COLLEAGUE)
    talk.ephemeral()
    assert askers(talk) == {ASKER, COLLEAGUE}
    forget(talk, ASKER)
    assert askers(talk) == set()


@pytest.mark.parametrize("said", ["風待区は？", "他には？"])
def test_what_a_colleague_made_of_it_in_the_thread_goes_with_it(talk: Talk, said: str) -> None:
    post = talk.ask(QUESTION)
    talk.ask(said, thread=post["thread_ts"], by=COLLEAGUE)
    assert askers(talk) == {ASKER, COLLEAGUE}
    forget(talk, ASKER)
    assert askers(talk) == set()


def test_a_colleague_s_own_question_in_the_thread_stays(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.ask("窓口のデジタル化はどう進めている？", thread=post["thread_ts"], by=COLLEAGUE)
    forget(talk, ASKER)
    assert askers(talk) == {COLLEAGUE}
