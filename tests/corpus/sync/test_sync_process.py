"""sync as a process: it can be killed at any point and run again, and it works through a proxy with its own CA."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.open_library import open_store
from tests import ROOT
from tests.corpus.published import PIECE, as_page
from tests.fake_note import FakeNote, FakeProxy, proxied, running
from tools.sync_kills import kill_and_finish

KEY = "n0123456789ab"
SOURCE = "https://note.com/sample"
ADDRESS = f"{SOURCE}/n/{KEY}"


@pytest.fixture
def note() -> Iterator[FakeNote]:
    with running() as note:
        note.publish(f"/sample/n/{KEY}", as_page(PIECE, KEY))
        note.address = "https://note.com"
        yield note


@pytest.fixture
def proxy(note: FakeNote, tmp_path: Path) -> Iterator[FakeProxy]:
    with proxied(note, tmp_path) as proxy:
        yield proxy


def synced(folder: Path, *arguments: str, **environment: str) -> tuple[list[str], str]:
    """Run sync in an environment; return the stored keys and the output."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    database = f"sqlite:///{folder / 'articles.sqlite3'}"
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tools.syncing", database, SOURCE, ADDRESS, *arguments],
        env=clean | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return list(open_store(database).article_keys()), done.stdout


def test_killed_at_random_points_and_run_again_every_article_is_there_once_and_intact(tmp_path: Path) -> None:
    figures = kill_and_finish(tmp_path, 3, random.Random(4))  # noqa: S311 - no secret, a choice of moments
    assert figures.late < figures.kills
    assert figures.faults == ()


def test_a_proxy_whose_authority_is_named_in_a_setting_is_gone_through(tmp_path: Path, proxy: FakeProxy) -> None:
    stored, _ = synced(tmp_path, "--ca-file", str(proxy.ca_file), HTTPS_PROXY=proxy.address)
    assert stored == [KEY]
    assert set(proxy.connected) == {"note.com:443"}


def test_a_proxy_whose_authority_stands_in_the_environment_is_gone_through(tmp_path: Path, proxy: FakeProxy) -> None:
    stored, _ = synced(tmp_path, HTTPS_PROXY=proxy.address, SSL_CERT_FILE=str(proxy.ca_file))
    assert stored == [KEY]


def test_a_proxy_whose_authority_nobody_named_is_not_trusted(tmp_path: Path, note: FakeNote, proxy: FakeProxy) -> None:
    stored, printed = synced(tmp_path, HTTPS_PROXY=proxy.address)
    assert stored == []
    assert "CERTIFICATE_VERIFY_FAILED" in printed
    assert note.asked == []


def test_a_proxy_that_is_not_there_is_named(tmp_path: Path) -> None:
    stored, printed = synced(tmp_path, HTTPS_PROXY="http://127.0.0.1:9")
    assert stored == []
    assert f"failed {ADDRESS}" in printed
    assert "no answer" in printed
