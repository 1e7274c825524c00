"""The pictures of ``docs/benchmarks.md``: latency by size, quality with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.timing import Timing


def latency(timings: Sequence[Timing], path: Path) -> None:
    """Draw the median wait of a top-10 question against the number of passages."""
    figure, axes = plt.subplots(figsize=(8, 5))
    for engine in dict.fromkeys(timing.engine for timing in timings):
        own = [timing for timing in timings if timing.engine == engine]
        sizes, waits = [timing.passages for timing in own], [timing.p50_ms for timing in own]
        axes.plot(sizes, waits, marker="o", label=engine, linewidth=3 if engine == "ours" else 1)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="p50 of a top-10 question (ms)")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=120, bbox_inches="tight")
    plt.close(figure)


def quality(engines: Mapping[str, Mapping[str, Any]], measure: str, title: str, path: Path) -> None:
    """Draw each engine's mean, and what ours gains over it with the interval."""
    peers = [name for name in engines if name != "ours"]
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.5), sharey=False)
    left.barh(list(engines), [engines[name][measure] for name in engines], color="#4477aa")
    left.invert_yaxis()
    left.set(xlabel=measure, title=title)
    gains = [engines[name]["ours gains"][measure] for name in peers]
    middle = [gain["difference"] for gain in gains]
    below, above = ([abs(gain[end] - gain["difference"]) for gain in gains] for end in ("low", "high"))
    right.errorbar(middle, peers, xerr=[below, above], fmt="o", color="#aa3377", capsize=4)
    right.axvline(0, color="grey", linewidth=1)
    right.invert_yaxis()
    right.set(xlabel=f"ours gains in {measure} (95 %)")
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    plt.close(figure)
