"""The pictures of ``docs/benchmarks.md``: latency by size, quality with intervals. They need the extra ``bench``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tools.benchmarks.timing import Timing


def latency(timings: Sequence[Timing], path: Path) -> None:
    """Draw the median wait of a top-10 question against the number of passages."""
    figure, (axes,) = _figure(1, (8, 5))
    for engine in dict.fromkeys(timing.engine for timing in timings):
        own = [timing for timing in timings if timing.engine == engine]
        sizes, waits = [timing.passages for timing in own], [timing.p50_ms for timing in own]
        axes.plot(sizes, waits, marker="o", label=engine, linewidth=3 if engine == "ours" else 1)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="p50 of a top-10 question (ms)")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    _save(figure, path)


def quality(engines: Mapping[str, Mapping[str, Any]], measure: str, title: str, path: Path) -> None:
    """Draw each engine's mean, and what ours gains over it with the interval."""
    peers = [name for name in engines if name != "ours"]
    figure, (left, right) = _figure(2, (11, 4))
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
    _save(figure, path)


def _figure(columns: int, size: tuple[float, float]) -> tuple[Any, Sequence[Any]]:
    import matplotlib as mpl  # noqa: PLC0415 - extra bench

    mpl.use("Agg")
    # The same figures make the same file.
    mpl.rcParams["svg.hashsalt"] = "zadankai"
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    figure, axes = plt.subplots(1, columns, figsize=size, squeeze=False)
    return figure, axes[0]


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None, "Creator": None})
