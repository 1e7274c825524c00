"""``zadankai transcript``: how one article was read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import open_library
from bot.answers.json_form import Json, talk_json
from bot.cli.output import QUIET, AsJson, Terminal, print_json, reporting_corpus_errors
from bot.clock import now
from bot.settings import Settings, load
from corpus.links import note_hosts
from corpus.model import Article, Section, Speech, Transcript
from corpus.municipalities import tokyo
from corpus.reading.reader import TranscriptReader
from corpus.series import with_known_addresses
from corpus.sources.files import ReadOptions, is_folder, read_file, read_files
from corpus.unsettled import Unsettled


def transcript(
    which: Annotated[str, typer.Argument(metavar="KEY|PATH", help="Key of a stored article, or a file.")],
    outline: Annotated[
        bool,
        typer.Option(
            "--outline", help="Print only kinds, positions and lengths of its blocks: no word of the article."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how an article or a file is read, without storing it."""
    with reporting_corpus_errors():
        (found,) = with_known_addresses([_read(which)])
    if as_json:
        print_json(_form(found))
    else:
        show = _show_outline if outline else _show
        show(Terminal(), found)


def _read(which: str) -> Transcript:
    if open_library.is_there(Path(which)) and not is_folder(Path(which)):
        return _read_file(Path(which))
    shelf = open_library.shelf_to_ask()
    return TranscriptReader(shelf.gazetteer, shelf.articles(), sample=shelf.sample).read(shelf.article(which))


def _read_file(path: Path) -> Transcript:
    """Read a file together with the other parts of its talk: those beside it, then those that are stored."""
    options = ReadOptions(tokyo(), now(), hosts=note_hosts(load(Settings).sources))
    article = read_file(path, options)
    files: list[Path] = []
    # Of a folder that may not be listed its other parts are not known.
    with suppress(OSError):
        files = sorted(each for each in path.parent.iterdir() if each.suffix == path.suffix and each.is_file())
    beside = (one.article for one in read_files([each for each in files if each != path], options) if one.article)
    # The article comes first, so another copy of it is not taken for a second article of its part.
    return TranscriptReader(tokyo(), chain([article], beside, _stored()), spare=True).read(article)


def _stored() -> Iterator[Article]:
    shelf = open_library.shelf_to_ask()
    if not shelf.sample:
        yield from shelf.articles()


def _show_outline(console: Console, found: Transcript) -> None:
    """Print kinds, lengths and positions of the blocks, no word of the article: safe to send to someone for help."""
    table = Table("kind", "level", "start", "length")
    nobodys = [speech.span.start for speech in found.speeches if speech.speaker is None]
    for block in found.blocks:
        span = block.span
        is_open = any(span.start <= start < span.end for start in nobodys)
        kind = f"{block.kind.value}{' (speaker open)' if is_open else ''}"
        table.add_row(kind, str(block.level or ""), str(span.start), str(len(span)))
    console.print(table)


def _show(console: Console, found: Transcript) -> None:
    console.print(Text(f"{found.key}  {found.title}", style="bold"))
    console.print(Text(_particulars(found), style=QUIET))
    if words := str(Unsettled.of(found)):
        console.print(Text(words, style="yellow"))
    others = (part for part in count(1) if part != found.part)
    for part, key in zip(others, found.read_with, strict=False):
        console.print(Text(f"read together with part {part}: {key}", style=QUIET))
    for person in found.participants:
        console.print(Text(f"  {person.role}  {person.name}  [{person.affiliation or '?'}]"))
    for section in found.sections:
        console.print(Text(f"\n{section.heading}", style="bold").append(f"  {section.subheading or ''}", style=QUIET))
        for speech in section.speeches:
            who = f"{speech.speaker.name} [{speech.speaker.affiliation or '?'}]" if speech.speaker else "?"
            console.print(Text(f"  {speech.label} → {who}  {len(speech.span)} characters"))


def _particulars(found: Transcript) -> str:
    facts = {"round": found.round, "part": found.part, "of": found.parts, "held on": found.held_on}
    return "  ".join(f"{name} {value or '?'}" for name, value in (facts | {"hosts": "・".join(found.hosts)}).items())


def _form(found: Transcript) -> Json:
    return {
        "key": found.key,
        **talk_json(found),
        "round_claims": list(found.round_claims),
        "parts": found.parts,
        "participants": [
            {"name": person.name, "role": person.role, "municipality": person.affiliation}
            for person in found.participants
        ],
        "agenda": list(found.agenda),
        "sections": [_section(section, found.text) for section in found.sections],
        "read_with": list(found.read_with),
        "blocks": [{"kind": block.kind.value, "text": block.span.of(found.text)} for block in found.blocks],
    }


def _section(section: Section, text: str) -> Json:
    return {
        "heading": section.heading,
        "subheading": section.subheading,
        "speeches": [_speech(speech, text) for speech in section.speeches],
    }


def _speech(speech: Speech, text: str) -> Json:
    speaker = speech.speaker
    return {
        "label": speech.label,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "municipality": speaker.affiliation if speaker else None,
        "text": "\n".join(paragraph.of(text) for paragraph in speech.paragraphs),
    }
