"""Article → Transcript: head and body put together into sections, speeches and blocks that tile the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.markup import CanonicalText, Line, canonical
from corpus.model import METROPOLIS, Article, Block, BlockKind, Participant, Section, Span, Speech, TalkKey, Transcript
from corpus.municipalities import Gazetteer
from corpus.reading import line_patterns
from corpus.reading.body import Body, read_body
from corpus.reading.head import Head, read_head
from corpus.reading.non_speech import beside, stands_between
from corpus.reading.speakers import SpeakerResolver, read_participants
from corpus.text import fold, name_key

#: A talk and a part of it → the articles of its other parts, by part.
Others = Callable[[TalkKey, int], Sequence[Article]]

_LEVELS = {"h2": 2, "h3": 3}


def read(
    article: Article, gazetteer: Gazetteer, *, others: Others = lambda _talk, _part: (), sample: bool = False
) -> Transcript:
    """Understand an article; to be called by ``reading/reader.py`` alone, which knows its talk's ``others``.

    Those who took part are in any part's list, and what an earlier part introduces counts in the later ones.

    Raises NotATranscript where it does not claim to be a roundtable and nobody speaks, UnreadableTranscript where it
    claims to be one and no speech can be established.
    """
    page = canonical(article)
    head = read_head(page)
    listed = _listed(head, gazetteer)
    place = place_of(article.key, head, gazetteer)
    parts = others(*place) if place else ()
    resolver = _resolver(head, listed, gazetteer, parts)
    if not listed:
        head = read_head(page, resolver.is_label)
    lines = page.lines[len(head.kinds) :]
    body = read_body(lines, resolver, head.agenda)
    sections = tuple(_sections(lines, body))
    if not sections:
        raise _nobody_speaks(page, head.kinds + body.kinds, head)
    participants = listed or resolver.participants
    return Transcript(
        key=article.key,
        url=article.url,
        title=head.title,
        source=article.source,
        round=head.round,
        round_claims=head.round_claims,
        part=head.part,
        parts=head.parts,
        held_on=head.held_on,
        hosts=hosts_of(head, participants, gazetteer),
        participants=participants,
        agenda=head.agenda,
        sections=sections,
        blocks=_tile(page, head.kinds + body.kinds),
        text=page.text,
        sample=sample,
        read_with=tuple(other.key for other in parts),
    )


def place_of(key: str, head: Head, gazetteer: Gazetteer) -> tuple[TalkKey, int] | None:
    """Return which part of which talk an article is by its head; None where it is not split or names no talk."""
    hosts = hosts_of(head, _listed(head, gazetteer), gazetteer)
    talk = TalkKey.of(key, head.round, head.held_on, hosts)
    return None if head.part is None or talk.alone or not hosts else (talk, head.part)


def _listed(head: Head, gazetteer: Gazetteer) -> tuple[Participant, ...]:
    return read_participants([line.text for line in head.participant_lines], gazetteer)


def _resolver(
    head: Head, listed: tuple[Participant, ...], gazetteer: Gazetteer, others: Sequence[Article]
) -> SpeakerResolver:
    """Who may speak: the article's own list and the other parts', and whom the earlier parts have introduced."""
    pages = [(page, read_head(page)) for page in map(canonical, others)]
    # The same person may be printed with another role in another part: one name of one body is one person.
    known = {_who(person) for person in listed}
    more = {_who(person): person for _, other in reversed(pages) for person in reversed(_listed(other, gazetteer))}
    resolver = SpeakerResolver(listed + tuple(more[who] for who in reversed(more) if who not in known), gazetteer)
    for page, other in pages:
        if (other.part or 0) < (head.part or 0):
            below = page.lines[len(other.kinds) :]
            resolver.read_labels("" if beside(line) or line.unquotable else line.folded for line in below)
    return resolver


def _who(person: Participant) -> tuple[str, str | None]:
    return name_key(person.name), person.affiliation


def _nobody_speaks(
    page: CanonicalText, kinds: Sequence[BlockKind], head: Head
) -> NotATranscript | UnreadableTranscript:
    claims = bool(head.round_claims or head.date_line or head.participant_lines)
    if not claims and not line_patterns.TALK.search(fold(head.title)):
        return NotATranscript(page.key, "no roundtable: it has no round, no date of a talk, no participants, no speech")
    line = _first_unplaced(page, kinds, len(head.kinds))
    return UnreadableTranscript(
        page.key,
        "a roundtable in which no speech can be found; 'zadankai transcript --outline' shows how it was read",
        position=line.span.start if line else len(page.text),
        text=line.text if line else "",
    )


def _first_unplaced(page: CanonicalText, kinds: Sequence[BlockKind], body: int) -> Line | None:
    """The first stray line; else the first one below the head; else, where all was taken for head, the last lead's."""
    stray = next((at for at, kind in enumerate(kinds) if kind is BlockKind.STRAY), None)
    lead = next((at for at in reversed(range(body)) if kinds[at] is BlockKind.LEAD), None)
    at = stray if stray is not None else body if body < len(kinds) else lead
    return None if at is None else page.lines[at]


def hosts_of(head: Head, participants: Sequence[Participant], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The municipalities of the round: those that title and date name and that took part; else those that took part.

    A heading in the title may name another municipality than the hosts'.
    """
    bodies = [p.affiliation for p in participants if p.affiliation not in (None, METROPOLIS)]
    present = tuple(dict.fromkeys(body for body in bodies if body))
    named = tuple(dict.fromkeys(m.name for m in gazetteer.found_in(f"{fold(head.title)}\n{head.date_line}")))
    return tuple(name for name in named if name in present) or present or named


def _sections(lines: Sequence[Line], body: Body) -> Iterator[Section]:
    heading, subheading, speeches = "", None, list[Speech]()
    for at, (line, kind) in enumerate(zip(lines, body.kinds, strict=True)):
        if kind in {BlockKind.HEADING, BlockKind.SUBHEADING} and speeches:
            yield Section(heading, subheading, tuple(speeches))
            subheading, speeches = None, []
        if kind is BlockKind.HEADING:
            heading, subheading = line.text, None
        elif kind is BlockKind.SUBHEADING:
            subheading = line.text
        elif kind is BlockKind.LABEL and (paragraphs := _paragraphs(lines, body, at)):
            speeches.append(Speech(line.text, body.speakers[at], paragraphs))
    if speeches:
        yield Section(heading, subheading, tuple(speeches))


def _paragraphs(lines: Sequence[Line], body: Body, label: int) -> tuple[Span, ...]:
    """The speech's lines below a label: up to whatever ends it, without what only stands between."""
    spans: list[Span] = []
    for line, kind in zip(lines[label + 1 :], body.kinds[label + 1 :], strict=True):
        if kind is BlockKind.SPEECH:
            spans.append(line.span)
        elif not stands_between(line, kind):
            break
    return tuple(spans)


#: Lines of these kinds are blocks of their own; neighbouring lines of any other kind are one block.
_SINGLE = {BlockKind.LABEL, BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.TITLE}


def _tile(page: CanonicalText, kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    """One block for each stretch of one kind: from its first line's start to the next block's, all of the text."""
    starts = [at for at, kind in enumerate(kinds) if at == 0 or kind is not kinds[at - 1] or kind in _SINGLE]
    edges = [0, *(_line_start(page, at) for at in starts[1:]), len(page.text)]
    levels = (_LEVELS.get(page.lines[at].tag, 0) for at in starts)
    return tuple(
        Block(kinds[at], Span(edges[n], edges[n + 1]), level)
        for n, (at, level) in enumerate(zip(starts, levels, strict=True))
    )


def _line_start(page: CanonicalText, at: int) -> int:
    """The start of a line, its indentation included."""
    return page.text.rfind("\n", 0, page.lines[at].span.start) + 1
