"""``python -m tools.typed_questions [SET.toml …]``: how often typed questions on the sample are served.

A set holds questions as people type them and what a reasonable official insists on; ``tests/questions/README.md`` says
its form. Without a file, the project's own sets. Conversations are asked as in a direct message.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.answers.answer import Answer
from bot.answers.answers import Answers
from bot.answers.dialogue import Dialogue
from bot.answers.quote import WHOLE
from bot.answers.remarks import sentences
from corpus.sample import SampleShelf
from corpus.text import squeezed
from index.analysis import Analyzer
from index.library import Library
from index.meaning.sentence_model import SentenceModel
from index.model import Confidence, Hit

SETS = Path(__file__).parents[1] / "tests/questions"
#: Quotes that are judged.
SHOWN = 3

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer was judged."""

    id: str
    kind: str
    #: What was not as expected: first, never, bodies, told.
    wrong: tuple[str, ...]
    #: Whether what the answer claims is true; None where nothing is demanded of that.
    true: bool | None
    answer: Answer

    @property
    def useful(self) -> bool:
        """The first quote (or honest silence, or question back) is right, and nothing shown is of somebody else."""
        return not self.wrong

    @property
    def served(self) -> bool:
        """Useful, and what the answer claims is true."""
        return self.useful and self.true is not False


def asked(answers: Answers, file: Path) -> Iterator[Verdict]:
    """Yield the verdict on each question of a set, and on each turn of its conversations."""
    for record in tomllib.loads(file.read_text(encoding="utf-8"))["question"]:
        dialogue = Dialogue(answers, replace(WHOLE, quotes=SHOWN))
        for turn in record.get("turns", [record]):
            yield judged(record, turn, dialogue.answer(turn["text"], record.get("own")))


def judged(record: Record, turn: Record, answer: Answer) -> Verdict:
    """Return the verdict on the answer to one ``turn`` of a ``record`` (for a single question, the record itself)."""
    hits, confidence = answer.results.hits[:SHOWN], answer.results.confidence
    first = _first(turn, hits, confidence)
    checks = {
        "first": first,
        "never": not (hits and _says(hits[0], turn.get("never", ()))),
        "bodies": all(_by(turn, hits)) and (bool(hits) or "first" not in turn or "nothing" in turn.get("verdict", ())),
        "told": not turn.get("says") or any(squeezed(each) in _told(answer) for each in turn["says"]),
    }
    wrong = tuple(name for name, right in checks.items() if not right)
    allowed = turn.get("verdict")
    claims = confidence.value in allowed and not (confidence is Confidence.FOUND and not first) if allowed else None
    return Verdict(record["id"], record["kind"], wrong, claims, answer)


def _first(turn: Record, hits: Sequence[Hit], confidence: Confidence) -> bool:
    allowed = turn.get("verdict", ())
    if turn.get("ask_back") or turn.get("no_quotes"):
        return not hits and confidence in (Confidence.ASKED, Confidence.TOLD)
    if turn.get("first"):
        return _says(hits[0], turn["first"]) if hits else "nothing" in allowed
    if allowed and "found" not in allowed:
        return not hits or ("near" in allowed and confidence is Confidence.NEAR)
    return True


def _says(hit: Hit, pieces: Sequence[str]) -> bool:
    return any(squeezed(piece) in squeezed(hit.passage.text) for piece in pieces)


def _by(turn: Record, hits: Sequence[Hit]) -> Iterator[bool]:
    """Yield whether the quotes are of whom and of when they should be; an open speaker counts for an only host."""
    bodies = [
        {hit.passage.affiliation or (hit.passage.hosts[0] if len(hit.passage.hosts) == 1 else "")} for hit in hits
    ]
    if "affiliations" in turn:
        yield all(own <= set(turn["affiliations"]) for own in bodies)
    if "not_affiliations" in turn:
        yield all(own.isdisjoint(turn["not_affiliations"]) for own in bodies)
    if "each" in turn:
        yield set(turn["each"]) <= set().union(*bodies)
    if "speakers" in turn:
        yield all(
            (hit.passage.speech.speaker.name if hit.passage.speech.speaker else "") in turn["speakers"] for hit in hits
        )
    if "period" in turn:
        since, until = turn["period"]
        yield all(since <= str(hit.passage.transcript.held_on) <= until for hit in hits)


def _told(answer: Answer) -> str:
    return squeezed(
        "".join(
            filter(
                None, (answer.lead, *sentences(answer.above), *(answer.definition.lines if answer.definition else ()))
            )
        )
    )


def answers_from_sample(model: SentenceModel | None = None) -> Answers:
    """Return the answers from the sample, with ``model`` found by meaning as well."""
    library = Library(SampleShelf(), Analyzer(), model=model)
    library.make_vectors()
    return Answers(library)


def table(title: str, verdicts: Sequence[Verdict]) -> Table:
    """Return the counts by kind."""
    grid = Table("kind", "questions", "useful", "served", "untrue claims", title=title)
    kinds = defaultdict(list)
    for each in verdicts:
        kinds[each.kind].append(each)
        kinds["all"].append(each)
    for kind, own in (*((k, v) for k, v in kinds.items() if k != "all"), ("all", kinds["all"])):
        counts = Counter(useful=sum(v.useful for v in own), served=sum(v.served for v in own))
        untrue = sum(v.true is False for v in own)
        grid.add_row(kind, str(len(own)), str(counts["useful"]), str(counts["served"]), str(untrue))
    return grid


def main(arguments: Sequence[str]) -> None:
    """Print the counts of each set, and the answers that do not serve."""
    answers, console = answers_from_sample(), Console(width=140)
    for file in [Path(each) for each in arguments] or sorted(
        path for path in SETS.glob("*.toml") if path.stem != "floors"
    ):
        verdicts = list(asked(answers, file))
        console.print(table(file.name, verdicts))
        for each in verdicts:
            if not each.served:
                wrong = ", ".join(each.wrong) or "claim"
                console.print(f"{each.id}: {wrong}, {each.answer.results.confidence}: {each.answer.echo}")


if __name__ == "__main__":
    main(sys.argv[1:])
