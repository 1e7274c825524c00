"""``python -m tools.imports``: an export of 300 composed articles, imported by the command; time and memory.

Limits: 8 seconds of a processor for the whole process, whatever else the machine does, and 300 MB at the peak; and what
each article is tried for (its passages, the check of quotes) may add half to the time without. Status 1 beyond any.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from bot.open_library import open_store
from corpus.model import Transcript
from corpus.passages import passages
from corpus.reading.reader import read_all
from corpus.verbatim import QuoteCheck
from tests.corpus.published import Part, Piece, as_export, as_item

ARTICLES = 300
SECONDS = 8.0
MEGABYTES = 300
RATIO = 1.5
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


def run_import(path: Path) -> float:
    """Import it by the command into a database of its own, which says what came of it; returns the seconds."""
    environment = os.environ | {"ZADANKAI_DATABASE_URL": f"sqlite:///{path.with_suffix('.sqlite3')}"}
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", "import", str(path)],
        cwd=Path(__file__).parents[1],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    seconds = time.monotonic() - began
    sys.stdout.write(f"{done.stdout.splitlines()[-1]}\n")
    return seconds


def trial(path: Path) -> float:
    """Return the processor's seconds for cutting and checking the passages of all articles of the import."""
    store = open_store(f"sqlite:///{path.with_suffix('.sqlite3')}")
    read = [each for each in read_all(store.articles(), store.gazetteer) if isinstance(each[1], Transcript)]
    store.engine.dispose()
    began = time.process_time()
    for article, transcript in read:
        check = QuoteCheck.of(article)
        assert isinstance(transcript, Transcript)
        assert any(check.says(passage.text) for passage in passages(transcript))
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        characters = write_export(path)
        seconds = run_import(path)
        tried = trial(path)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes, processor = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    sys.stdout.write(
        f"{ARTICLES} articles, {characters:,} characters: {seconds:.2f} s ({processor:.2f} s of a "
        f"processor), {megabytes:.0f} MB at the peak\n"
    )
    ratio = processor / (processor - tried)
    sys.stdout.write(f"tried for every later answer: {tried:.2f} s of it, {ratio:.2f} × the time without\n")
    sys.exit(0 if processor < SECONDS and megabytes < MEGABYTES and ratio < RATIO else 1)


if __name__ == "__main__":
    main()
