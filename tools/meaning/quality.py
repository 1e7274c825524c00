"""``python -m tools.meaning.quality [--page] MODEL [DIR | SET.toml …]``: what a model finds that words do not, by kind.

Of collections of judged passages (DIR, see ``tools.relevance``): nDCG@10 and how often the first is right, "nothing"
said rightly and wrongly. Of sets of typed questions (``tests/questions/README.md``): first quotes that are right, false
"nothing". Without either: the project's own. Differences are paired, with the middle 95 % of resampled questions.
``--page`` writes them into docs/benchmarks.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from bot.open_library import model_of
from bot.settings import Settings, load
from index.meaning.sentence_model import SentenceModel
from index.model import Confidence, Results
from tools.benchmarks.page import put
from tools.relevance.__main__ import collected
from tools.relevance.collection import Collection
from tools.relevance.engines import searching
from tools.relevance.floors import JUDGED
from tools.relevance.measures import Values, measured, paired
from tools.relevance.report import Grid
from tools.typed_questions import SETS, Verdict, answers_from_sample, asked

#: What is compared of a collection.
MEASURES = ("nDCG@10", "success@1")
NOTHING = "nothing"
#: The kind of questions that nothing answers.
NOBODY = "without an answer"

Search = Callable[[str], Results]


def main(arguments: Sequence[str]) -> None:
    """Print a table for each collection and each set."""
    page = "--page" in arguments
    name, *given = (each for each in arguments if each != "--page")
    model = model_of(load(Settings, ZADANKAI_MODEL=name))
    own = [JUDGED, *(file for file in sorted(SETS.glob("*.toml")) if file.name != "floors.toml")]
    files = [Path(each) for each in given] or own
    grids = [(judged if each.is_dir() else typed)(each, model) for each in files]
    for grid in grids:
        Console(width=150).print(grid.for_terminal())
    if page:
        put("by meaning", [grid.for_page() for grid in grids])


def judged(folder: Path, model: SentenceModel | None) -> Grid:
    """Return what both find of a collection."""
    collection = collected(folder)
    searches = [searching(collection.passages), searching(collection.passages, model=model)]
    rows = []
    values = [measured(collection, _ids(search)) for search in searches]
    none = [_nothing(collection, search) for search in searches]
    for kind, ids in _kinds(collection):
        cells = [
            _cell([_of(own, ids) for own in values], measure) for measure in MEASURES if kind != "without an answer"
        ]
        cells += [""] * (len(MEASURES) - len(cells))
        rows.append((kind, str(len(ids)), *cells, _cell([_of(own, ids) for own in none], NOTHING)))
    return _grid(folder.name, (*MEASURES, NOTHING), rows)


def typed(file: Path, model: SentenceModel | None) -> Grid:
    """Return what both answer of a set of typed questions."""
    both = [list(asked(answers_from_sample(each), file)) for each in (None, model)]
    kinds = defaultdict(list)
    for place, verdict in enumerate(both[0]):
        for kind in ("all", verdict.kind):
            kinds[kind].append(place)
    rows, measures = [], ("useful", "served", NOTHING)
    for kind, places in kinds.items():
        values = [{str(place): _told(verdicts[place]) for place in places} for verdicts in both]
        rows.append((kind, str(len(places)), *(_cell(values, each) for each in measures)))
    return _grid(file.stem, measures, rows)


def _told(verdict: Verdict) -> dict[str, float]:
    silent = verdict.answer.results.confidence is Confidence.NOTHING
    return {"useful": float(verdict.useful), "served": float(verdict.served), NOTHING: float(silent)}


def _ids(search: Search) -> Callable[[str], list[str]]:
    return lambda text: [hit.passage.id for hit in search(text).hits]


def _nothing(collection: Collection, search: Search) -> Values:
    return {
        question.id: {NOTHING: float(search(question.text).confidence is Confidence.NOTHING)}
        for question in collection.questions
    }


def _kinds(collection: Collection) -> Iterator[tuple[str, list[str]]]:
    yield "all with an answer", [question.id for question in collection.answerable]
    kinds = defaultdict(list)
    for question in collection.questions:
        kind = (question.kind or "one kind") if collection.is_answerable(question) else NOBODY
        kinds[kind].append(question.id)
    yield from kinds.items()


def _of(values: Values, ids: Iterable[str]) -> Values:
    return {each: values[each] for each in ids if each in values}


def _cell(values: Sequence[Values], measure: str) -> str:
    """Return the means of both, and what the second gains."""
    means = [sum(each[measure] for each in own.values()) / len(own) for own in values]
    gain = paired(values[1], values[0], measure)
    return f"{means[0]:.3f} → {means[1]:.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"


def _grid(name: str, measures: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Grid:
    return Grid(f"{name}: by words → by meaning as well", ("kind", "questions", *measures), tuple(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
