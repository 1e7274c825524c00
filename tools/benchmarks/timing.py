"""One engine, timed in a process of its own: build, save, load, and a top-10 question at a time."""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from tools.benchmarks.contenders import ALL
from tools.benchmarks.corpora import recombined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.benchmarks.contenders import Contender
    from tools.benchmarks.corpora import Material

#: Seconds that an engine may spend on questions of one size, and the fewest that are asked all the same.
SECONDS = 5.0
FEWEST = 20


#: Where Linux tells what a process holds.
STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Timing:
    """What one engine needs at one size."""

    engine: str
    passages: int
    build_s: float
    load_s: float
    memory_mb: float
    disk_mb: float
    p50_ms: float
    p95_ms: float
    per_second: float


def timed(given: Material, sizes: Sequence[int]) -> Iterator[Timing]:
    """Yield the timing of every engine at every size."""
    for size in sizes:
        for engine in ALL:
            if size <= engine.largest:
                # A process of its own: one engine's memory, caches and threads are not the next one's.
                with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                    yield pool.submit(one, engine, given, size).result()


def one(engine: type[Contender], given: Material, size: int) -> Timing:
    """Build, save, load and ask one engine."""
    documents = recombined(given.sentences, size)
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), _resident()
        contender, start = engine(), perf_counter()
        contender.build(documents, folder)
        build = perf_counter() - start
        memory = _resident() - before
        contender.save(folder)
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        start = perf_counter()
        engine().load(folder)
        load = perf_counter() - start
        waits = np.array(_waits(contender, given)) * 1000
    return Timing(
        engine=engine.name,
        passages=size,
        build_s=build,
        load_s=load,
        memory_mb=memory,
        disk_mb=disk / 2**20,
        p50_ms=float(np.median(waits)),
        p95_ms=float(np.quantile(waits, 0.95)),
        per_second=float(1000 / waits.mean()),
    )


def _waits(contender: Contender, given: Material) -> list[float]:
    questions = [list(terms) for terms in given.questions]
    for terms in questions[:3]:
        # Compilation and first touches are not what a question costs.
        contender.ask(terms)
    waits: list[float] = []
    end = perf_counter() + SECONDS
    while len(waits) < FEWEST or (perf_counter() < end and len(waits) < 50 * len(questions)):
        terms = questions[len(waits) % len(questions)]
        start = perf_counter()
        contender.ask(terms)
        waits.append(perf_counter() - start)
    return waits


def _resident() -> float:
    """Return the memory that this process holds, in MB; nan where the system does not tell in Linux's way."""
    # Not getrusage's maximum: a child begins with its parent's, and making the corpus has its own peak.
    gc.collect()
    try:
        pages = int(STATM.read_text(encoding="ascii").split()[1])
    except FileNotFoundError:
        return float("nan")
    return pages * mmap.PAGESIZE / 2**20
