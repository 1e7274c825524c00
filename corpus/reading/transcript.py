"""Article → Transcript: head and body combined into sections, speeches and blocks that tile the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.bounds import check_lists
from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.markup import CanonicalText, Line, canonical
from corpus.model import METROPOLIS, Article, Block, BlockKind, Participant, Section, Span, Speech, TalkKey, Transcript
from corpus.municipalities import Gazetteer
from corpus.reading import line_patterns
from corpus.reading.body import Body, read_body
from corpus.reading.head import Head, read_head
from corpus.reading.participants import read_participants, unread_lines
from corpus.reading.speakers import SpeakerResolver
from corpus.text import fold, name_key

#: A talk and a part of it → the articles of its other parts, by part.
Others = Callable[[TalkKey, int], Sequence[Article]]

_LEVELS = {"h2": 2, "h3": 3}


def read(
    article: Article, gazetteer: Gazetteer, *, others: Others = lambda _talk, _part: (), sample: bool = False
) -> Transcript:
    """Parse an article; callers use ``reading/reader.py``, which finds the talk's ``others``.

    Participants may be in any part's list, and an earlier part's introductions are valid in the later ones.

    Raises NotATranscript if it does not claim to be a roundtable and has no speech, UnreadableTranscript if it claims
    to be one and no speech can be found, UnreadableSource if one of its lists is longer than any article's.
    """
    canonical_text = canonical(article)
    head = read_head(canonical_text, gazetteer)
    check_lists(head.participant_lines, head.agenda, article.key)
    listed = read_participants(head.participant_lines, gazetteer)
    place = place_of(article.key, head, gazetteer)
    parts = others(*place) if place else ()
    resolver = _resolver(head, listed, gazetteer, parts)
    if not listed:
        resolver.expect(line.folded for line in canonical_text.lines)
        head = read_head(canonical_text, gazetteer, resolver.speaks)
    lines = canonical_text.lines[len(head.kinds) :]
    body = read_body(lines, resolver, head.agenda)
    sections = tuple(_sections(body))
    if not sections:
        raise _no_speech(canonical_text, head.kinds + body.kinds, head)
    # Without a list the labels settle who took part.
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
        blocks=_tile(canonical_text, (*canonical_text.lines[: len(head.kinds)], *body.lines), head.kinds + body.kinds),
        text=canonical_text.text,
        sample=sample,
        read_with=tuple(other.key for other in parts),
    )


def place_of(key: str, head: Head, gazetteer: Gazetteer) -> tuple[TalkKey, int] | None:
    """Return an article's talk and part, from its head; None if it is not split or names no talk."""
    if head.part is None:
        return None
    hosts = hosts_of(head, read_participants(head.participant_lines, gazetteer), gazetteer)
    talk = TalkKey.of(key, head.round, head.held_on, hosts)
    return None if talk.alone or not hosts else (talk, head.part)


def _resolver(
    head: Head, listed: tuple[Participant, ...], gazetteer: Gazetteer, others: Sequence[Article]
) -> SpeakerResolver:
    """Return the resolver of the article's and the other parts' lists and the earlier parts' introductions."""
    parsed = [(each, read_head(each, gazetteer)) for each in map(canonical, others)]
    # Another part may print another role of the same person: equal name and affiliation are one person.
    known = {_identity(each) for each in listed}
    beside = [each for _, other in parsed for each in read_participants(other.participant_lines, gazetteer)]
    more = {_identity(each): each for each in reversed(beside)}
    added = tuple(more[identity] for identity in reversed(more) if identity not in known)
    unread = "".join(unread_lines(head.participant_lines, listed))
    resolver = SpeakerResolver(listed + added, gazetteer, unread)
    for other_text, other in parsed:
        if (other.part or 0) < (head.part or 0):
            read_body(other_text.lines[len(other.kinds) :], resolver, other.agenda)
    return resolver


def _identity(participant: Participant) -> tuple[str, str | None]:
    return name_key(participant.name), participant.affiliation


def _no_speech(
    canonical_text: CanonicalText, kinds: Sequence[BlockKind], head: Head
) -> NotATranscript | UnreadableTranscript:
    claims = bool(head.round_claims or head.date_line or head.participant_lines)
    if not claims and not line_patterns.TALK.search(fold(head.title)):
        return NotATranscript(
            canonical_text.key, "no roundtable: it has no round, no date of a talk, no participants, no speech"
        )
    line = _first_unparsed(canonical_text, kinds, len(head.kinds))
    return UnreadableTranscript(
        canonical_text.key,
        "a roundtable in which no line is read as a speaker's label: save its page anew, or report the line's form",
        position=line.span.start if line else len(canonical_text.text),
        text=line.text if line else "",
    )


def _first_unparsed(canonical_text: CanonicalText, kinds: Sequence[BlockKind], body: int) -> Line | None:
    """Return the first stray line, else the first line below the head, else the last line of the lead."""
    stray = next((at for at, kind in enumerate(kinds) if kind is BlockKind.STRAY), None)
    lead = next((at for at in reversed(range(body)) if kinds[at] is BlockKind.LEAD), None)
    at = stray if stray is not None else body if body < len(kinds) else lead
    return None if at is None else canonical_text.lines[at]


def hosts_of(head: Head, participants: Sequence[Participant], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the hosts: participants' municipalities that title or date line name, else all, else those named.

    A title may also name a municipality that did not take part.
    """
    bodies = [p.affiliation for p in participants if p.affiliation not in (None, METROPOLIS)]
    present = tuple(dict.fromkeys(body for body in bodies if body))
    named = tuple(dict.fromkeys(m.name for m in gazetteer.found_in(f"{fold(head.title)}\n{head.date_line}")))
    return tuple(name for name in named if name in present) or present or named


def _sections(body: Body) -> Iterator[Section]:
    heading, subheading, speeches = "", None, list[Speech]()
    for at, (line, kind) in enumerate(zip(body.lines, body.kinds, strict=True)):
        if kind in {BlockKind.HEADING, BlockKind.SUBHEADING} and speeches:
            yield Section(heading, subheading, tuple(speeches))
            subheading, speeches = None, []
        if kind is BlockKind.HEADING:
            heading, subheading = line.text, None
        elif kind is BlockKind.SUBHEADING:
            subheading = line.text
        elif words := body.speeches.get(at):
            speaker, named = body.speakers[at]
            speeches.append(Speech(line.text, speaker, tuple(each.span for each in words), named))
    if speeches:
        yield Section(heading, subheading, tuple(speeches))


#: Lines of these kinds are blocks of their own; neighbouring lines of any other kind are one block.
_SINGLE = {BlockKind.LABEL, BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.TITLE}


def _tile(canonical_text: CanonicalText, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    """Return one block for each run of lines of one kind, up to the start of the next block."""
    starts = [at for at, kind in enumerate(kinds) if at == 0 or kind is not kinds[at - 1] or kind in _SINGLE]
    edges = [0, *(_line_start(canonical_text, lines, at) for at in starts[1:]), len(canonical_text.text)]
    levels = (_LEVELS.get(lines[at].tag, 0) for at in starts)
    return tuple(
        Block(kinds[at], Span(edges[n], edges[n + 1]), level)
        for n, (at, level) in enumerate(zip(starts, levels, strict=True))
    )


def _line_start(canonical_text: CanonicalText, lines: Sequence[Line], at: int) -> int:
    """Return the offset at which a line begins, with its indentation; words behind a label begin where they do."""
    start = lines[at].span.start
    return canonical_text.text.rfind("\n", lines[at - 1].span.end, start) + 1 or start
