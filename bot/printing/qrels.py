"""役に立った and 違う as a collection of judgements, in the form that the retriever's gate reads.

The question itself is not kept: its terms, as they were searched, stand for it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.answers.json_form import Json
from bot.memory.feedback import Given, Verdict
from corpus.model import Passage

#: The first line of ``qrels.tsv``.
HEAD = "query (its terms stand for the question, which is not kept)\tpassage\tgrade"

#: Question, passage → its grade: 2 answers, 1 is disputed, 0 does not.
Grades = Mapping[tuple[str, str], int]


def grades(given: Iterable[Given]) -> Grades:
    """What most say of each passage as an answer to the same terms.

    >>> said = (Verdict.USEFUL, Verdict.WRONG)
    >>> grades(Given(verdict, ("採用", "困る"), ("n1-a-1",)) for verdict in said)
    {('採用 困る', 'n1-a-1'): 1}
    """
    balance: Counter[tuple[str, str]] = Counter()
    for each in given:
        for passage in each.passages:
            balance[" ".join(each.terms), passage] += 1 if each.verdict is Verdict.USEFUL else -1
    return {judged: 1 + (votes > 0) - (votes < 0) for judged, votes in balance.items()}


def qrels(judged: Grades) -> str:
    """``qrels.tsv``."""
    rows = (f"{query}\t{passage}\t{grade}" for (query, passage), grade in judged.items())
    return "".join(f"{line}\n" for line in (HEAD, *rows))


def write(folder: Path, judged: Grades, passages: Iterable[Passage]) -> None:
    """All three files of a collection, for ``python -m tests.relevance FOLDER``. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    queries = dict.fromkeys(query for query, _ in judged)
    _lines(folder / "queries.jsonl", ({"id": query, "text": query, "kind": "terms"} for query in queries))
    _lines(folder / "passages.jsonl", map(_row, passages))
    (folder / "qrels.tsv").write_text(qrels(judged), encoding="utf-8")


def _lines(path: Path, rows: Iterator[Json]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _row(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "text": passage.text,
        "doc": passage.transcript.key,
        "turn": f"{passage.section_index}-{passage.speech_index}",
        "speaker": passage.speech.label,
        "heading": passage.section.heading,
        "title": passage.transcript.title,
    }
