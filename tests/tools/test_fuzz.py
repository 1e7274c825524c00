"""A short run over every kind of payload; and that the run would see what it looks for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from slack_bolt import Ack

from tests.corpus.published import PIECE, as_text
from tools.fuzz.__main__ import run, run_answers, run_articles
from tools.fuzz.articles import Intake
from tools.fuzz.catalogue import Catalogue
from tools.fuzz.stage import Stage


def test_no_payload_of_slacks_breaks_it(tmp_path: Path) -> None:
    sent = run(tmp_path, 60, same=True)
    assert sent.total() >= 60


def test_no_article_surprises_an_import(tmp_path: Path) -> None:
    assert run_articles(tmp_path, 60, same=True).total() >= 60


def test_no_answer_of_slacks_surprises_a_call() -> None:
    assert run_answers(60, same=True).total() >= 60


def test_a_fault_over_an_article_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LookupError

    monkeypatch.setattr("corpus.reading.reader.read", fails)
    with closing(Intake(tmp_path)) as intake:
        wrong = intake.take(".txt", as_text(PIECE).encode())
    assert any("a fault over" in each for each in wrong)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'fuzz.sqlite3').as_posix()}"


def test_buttons_pickers_menus_and_forms_are_found_and_all_is_well_with_them(database: str) -> None:
    with Stage.over(database) as stage:
        catalogue = Catalogue.of(stage)
    assert catalogue.wrong == []
    names = " ".join(catalogue.kinds)
    for part in ("read_around", "quote_menu", "share_quote", "narrow", "form narrow", "form search", "typing in"):
        assert part in names


def test_a_listener_that_raises_is_seen(database: str) -> None:
    with Stage.over(database) as stage:

        @stage.app.middleware
        def fails(ack: Ack) -> None:
            ack()
            raise LookupError

        wrong = stage.send({"type": "event_callback", "event": {"type": "odd"}})
    assert any("LookupError" in each for each in wrong)
