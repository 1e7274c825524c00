"""``python -m tests.imports``: an export of 300 composed articles, imported by a process of its own; time and memory.

Limits: 5 seconds on two cores, from the process's start to its end, and 300 MB at the peak. Status 1 beyond either.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from corpus.intake import Intake
from corpus.sources import Reception, receive
from corpus.store import Store
from tests.corpus.published import Part, Piece, as_export, as_item

ARTICLES = 300
SECONDS = 5.0
MEGABYTES = 300
#: Sections of an article, speeches of a section, lines of a speech: about twice a usual real article's words.
SHAPE = (4, 7, 3)
_WORDS = ("窓口", "研修", "予約", "職員", "標準化", "情報システム", "人材", "申請", "町会", "防災", "費用")


def composed(number: int, chance: random.Random) -> Piece:
    """Return an article of its own words."""
    sections, speeches, lines = SHAPE

    def sentence() -> str:
        return "の".join(chance.choices(_WORDS, k=16)) + "を進めています。"

    parts = tuple(
        Part(
            f"{chance.choice(_WORDS)}について",
            f"{chance.choice(_WORDS)}の庭",
            tuple(
                (chance.choice(("森野", "海野", "空木")), tuple(sentence() for _ in range(lines)))
                for _ in range(speeches)
            ),
            caption="図1",
        )
        for _ in range(sections)
    )
    return Piece(f"星を見上げる窓口～星見区CIO×広域CIO座談会～その{number}", number, parts)


def write_export(path: Path) -> int:
    """Write the archive; returns its articles' characters."""
    chance = random.Random(1)  # noqa: S311 - no secret, words
    items = [as_item(composed(number, chance), f"n{number:012x}") for number in range(1, ARTICLES + 1)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note-sample-1.xml", as_export(*items))
    return sum(map(len, items))


def import_export(path: Path, database: str) -> None:
    """Import it, and say what came of it."""
    store = Store.open(database)
    reception = Reception(store.gazetteer, datetime.now(UTC))
    outcomes = Counter(
        str(taken.outcome or taken.error) for taken in Intake(store).take_all(receive([path], reception))
    )
    sys.stdout.write(f"{dict(outcomes)}\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--import", dest="export", type=Path, help="(the measured process itself)")
    given = parser.parse_args()
    if given.export:
        import_export(given.export, f"sqlite:///{given.export.with_suffix('.sqlite3')}")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        characters = write_export(path)
        began = time.monotonic()
        command = [sys.executable, "-m", "tests.imports", "--import", str(path)]
        subprocess.run(command, cwd=Path(__file__).parents[1], check=True)  # noqa: S603 - our own module
        seconds = time.monotonic() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(
        f"{ARTICLES} articles, {characters:,} characters: {seconds:.2f} s, {megabytes:.0f} MB at the peak\n"
    )
    sys.exit(0 if seconds < SECONDS and megabytes < MEGABYTES else 1)


if __name__ == "__main__":
    main()
