"""One invented article in the forms in which articles come: plain text, body HTML, a whole page, an export.

The towns are the sample's; all words are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from hypothesis import strategies as st

from corpus.model import Article, MediaType, Source, Transcript
from corpus.municipalities import tokyo
from corpus.reading.transcript import read
from corpus.sample import SampleShelf

NOW = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
TOWNS = SampleShelf().gazetteer

Said = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an article: speakers with their lines, and a caption below each speech if one is given."""

    heading: str
    subheading: str
    speeches: tuple[Said, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The content of an article, whatever its form."""

    title: str
    number: int
    parts: tuple[Part, ...]
    #: The indent of each line of a speech.
    indent: str = "　"


DATE = "令和4年4月1日に、「見本フォーラム第{}回座談会」として星見区CIOと広域連携機構CIOの対談を実施しました。"
PEOPLE = ("星見区CIO（副区長）：森野 泰", "星見区企画部長：海野 実", "情報課長：空木 恵")

#: A block of lines and the tag in which HTML has it.
Block = tuple[str, tuple[str, ...]]


def blocks(piece: Piece) -> list[Block]:
    """Return the article below its title, block by block."""
    head: list[Block] = [
        ("p", (f"第{piece.number}回は「星見区CIO×広域CIO座談会」をお届けします！",)),
        ("p", (DATE.format(piece.number),)),
        ("p", ("参加者（敬称略）", *PEOPLE)),
        ("p", ("議題", *(f"{'①②③④⑤'[at]}{part.heading}" for at, part in enumerate(piece.parts)))),
    ]
    return [*head, *(block for part in piece.parts for block in _section(piece, part))]


def _section(piece: Piece, part: Part) -> list[Block]:
    said: list[Block] = [("h2", (part.heading,)), ("h3", (part.subheading,))]
    for label, lines in part.speeches:
        said.append(("p", (label, *(piece.indent + line for line in lines))))
        if part.caption:
            said.append(("figcaption", (part.caption,)))
    return said


def as_text(piece: Piece) -> str:
    """Return the article as somebody copied it: a blank line between blocks."""
    return "\n\n".join([piece.title, *("\n".join(lines) for _, lines in blocks(piece))]) + "\n"


def as_html(piece: Piece) -> str:
    """Return the body as note's editor makes it today: flat blocks, a line break inside a paragraph."""
    return "".join(_element(tag, lines) for tag, lines in blocks(piece))


def as_html_of_2021(piece: Piece) -> str:
    """Return the body with short names, an image in a paragraph, and white space between the blocks."""
    made = (_element(tag, lines).replace("<p>", '<p name="a1B2c">', 1) for tag, lines in blocks(piece))
    return '<p name="Zz9x0"><img src="x.png" alt="写真"></p>\n' + "\n  ".join(made)


def as_one_paragraph(piece: Piece) -> str:
    """Return the body as a single paragraph in which two line breaks part the blocks."""
    return "<p>" + "<br><br>".join("<br>".join(map(escape, lines)) for _, lines in blocks(piece)) + "</p>"


HTML_FORMS: tuple[Callable[[Piece], str], ...] = (as_html, as_html_of_2021, as_one_paragraph)


def _element(tag: str, lines: Sequence[str]) -> str:
    inside = "<br>".join(map(escape, lines))
    if tag == "figcaption":
        return f'<figure name="{tag}"><img src="x.png" alt=""><figcaption>{inside}</figcaption></figure>'
    return f"<{tag}>{inside}</{tag}>"


def as_page(piece: Piece, key: str, *, body: str | None = None) -> str:
    """Return the article's page, with navigation, metadata and scripts."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(piece.title)}｜見本</title>
<link rel="canonical" href="https://note.com/sample/n/{key}">
<meta property="article:published_time" content="2022-04-08T10:00:00.000+09:00">
<script type="application/ld+json">{{"@type": "Article", "dateModified": "2022-04-09T10:00:00.000+09:00"}}</script>
</head><body><nav><a href="/">ホーム</a></nav><main><article>
<h1 class="o-noteContentHeader__title">{escape(piece.title)}</h1>
<div class="note-common-styles__textnote-body">{as_html(piece) if body is None else body}</div>
</article></main><script>森野 = "言っていない"</script><footer><p>利用規約</p></footer></body></html>"""


def as_item(piece: Piece, key: str, *, status: str = "publish", link: str | None = None) -> str:
    """Return the article as a post of an export."""
    address = f"https://note.com/sample/n/{key}" if link is None else link
    return f"""<item><title>{escape(piece.title)}</title><link>{address}</link>
<pubDate>Fri, 08 Apr 2022 10:00:00 +0900</pubDate><dc:creator>sample</dc:creator><guid isPermaLink="false">{key}</guid>
<description></description><content:encoded><![CDATA[{as_html(piece)}]]></content:encoded>
<wp:post_date>2022-04-08 10:00:00</wp:post_date><wp:post_date_gmt>2022-04-08 01:00:00</wp:post_date_gmt>
<wp:post_modified>2022-04-09 10:00:00</wp:post_modified><wp:post_modified_gmt>2022-04-09 01:00:00</wp:post_modified_gmt>
<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type></item>"""


def as_export(*items: str) -> str:
    """Return an export of these posts."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>見本</title><link>https://note.com/sample</link>
{"".join(items)}</channel></rss>"""


def article(
    body: str, *, title: str = "題", media_type: MediaType = MediaType.HTML, key: str = "n000000000001"
) -> Article:
    """Return an article with this body."""
    source = Source.COPY if media_type is MediaType.TEXT else Source.PAGE
    return Article(key, f"https://note.com/sample/n/{key}", title, None, None, body, media_type, source, NOW)


def speeches(transcript: Transcript) -> list[tuple[str, str | None, str, str | None, tuple[str, ...]]]:
    """Return heading, sub-heading, label, speaker's name and paragraphs of every speech."""
    return [
        (
            section.heading,
            section.subheading,
            speech.label,
            speech.speaker.name if speech.speaker else None,
            tuple(span.of(transcript.text) for span in speech.paragraphs),
        )
        for section in transcript.sections
        for speech in section.speeches
    ]


def understood(article: Article) -> Transcript:
    """Return the transcript of an article of the sample's towns."""
    return read(article, TOWNS)


def understood_in_tokyo(article: Article) -> Transcript:
    """Return the transcript of an article of the 62 municipalities."""
    return read(article, tokyo())


PIECE = Piece(
    "星を見上げる窓口～星見区CIO×広域CIO座談会～",
    7,
    (
        Part(
            "職員の育成",
            "学びの庭をひらく",
            (
                ("森野", ("研修は朝の一時間に移しました。", "眠い目でも、手は動きます。")),
                ("海野", ("窓口A&Bの案内を<一枚>にまとめました。",)),
            ),
            caption="図1",
        ),
        Part("窓口の予約", "待たない仕組み", (("空木", ("予約の山は火曜に来ます。",)),)),
    ),
)

_WORDS = st.sampled_from(["窓口", "研修", "予約", "A&B", "<様式>", "“引用”", "&amp;", "ＤＸ", "１０％", "Web", "職員"])
_SENTENCE = st.lists(_WORDS, min_size=2, max_size=9).map(lambda words: "の".join(words) + "を進めています。")
_SPEECH = st.tuples(st.sampled_from(["森野", "海野", "空木"]), st.lists(_SENTENCE, min_size=1, max_size=3).map(tuple))
_HEADINGS = (("職員の育成", "学びの庭"), ("窓口の予約", "待たない仕組み"), ("費用の見直し", "三割の壁"))


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Draw an article of one to three sections."""
    parts = tuple(
        Part(
            heading,
            sub,
            tuple(draw(st.lists(_SPEECH, min_size=1, max_size=3))),
            draw(st.sampled_from(["", "図1", "画像2"])),
        )
        for heading, sub in _HEADINGS[: draw(st.integers(1, 3))]
    )
    title = draw(st.sampled_from(["星を見上げる～星見区CIO×広域CIO座談会～", "A&B<窓口>～星見区CIO×広域CIO座談会②～"]))
    return Piece(title, draw(st.integers(1, 60)), parts, draw(st.sampled_from(["", "　"])))
