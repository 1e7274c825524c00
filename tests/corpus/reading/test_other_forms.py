"""The same article in another form: as HTML, without blank lines, in another width. It must say the same."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from corpus.model import MediaType
from corpus.municipalities import tokyo
from corpus.reading.transcript import read
from tests.articles import Specimen, article, invented, specimens
from tests.corpus.composed import readable
from tests.real import ARTICLES
from tools.parsing.measure import speeches

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Article, Transcript

#: One real article, kept beside the repository and never in it.
REAL = ARTICLES / "nerima-27-2.txt"


def spoken(transcript: Transcript) -> list[tuple[str, str | None, str]]:
    """Return all speeches, in one width."""
    return [
        (_folded(label), name and _folded(name), "\n".join(map(_folded, text.split("\n"))))
        for label, name, text in speeches(transcript)
    ]


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split())


def one_paragraph_each(text: str) -> Article:
    """Return the article as HTML, each line a paragraph."""
    return _html("".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip()))


def broken_paragraphs(text: str) -> Article:
    """Return the article as HTML, a paragraph for the lines between blank ones."""
    parts = re.split(r"\n\s*\n", text.strip("\n"))
    return _html("".join(f"<p>{_broken(part)}</p>" for part in parts))


def one_paragraph(text: str) -> Article:
    """Return the article as HTML in one paragraph, as pages of 2021 are."""
    return _html(f"<p>{_broken(text)}</p>")


def _broken(text: str) -> str:
    # HTML does not show a plain space at a line's beginning; pages indent by an ideographic one.
    return html.escape(re.sub(r"(?m)^ ", "　", text)).replace("\n", "<br>")


def _html(body: str) -> Article:
    return replace(article(body), media_type=MediaType.HTML)


def without_blank_lines(text: str) -> Article:
    return article(re.sub(r"\n\s*\n", "\n", text))


def with_blank_lines_everywhere(text: str) -> Article:
    return article(re.sub(r"\n+", "\n\n", text))


def in_full_width(text: str) -> Article:
    return article(text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}))


PLAIN = [specimen for specimen in specimens() if specimen.article.media_type is MediaType.TEXT]

FORMS = (
    one_paragraph_each,
    broken_paragraphs,
    one_paragraph,
    without_blank_lines,
    with_blank_lines_everywhere,
    in_full_width,
)


@pytest.mark.skipif(not REAL.exists(), reason="the real article is not beside the repository")
@pytest.mark.parametrize("form", FORMS)
def test_the_real_article_says_the_same_in_every_form(form: Callable[[str], Article]) -> None:
    text = REAL.read_text("utf-8")

    assert spoken(read(form(text), tokyo())) == spoken(read(article(text), tokyo()))


@pytest.mark.parametrize("specimen", PLAIN, ids=lambda specimen: specimen.name)
def test_an_article_of_ours_says_the_same_as_html(specimen: Specimen) -> None:
    text = specimen.article.body
    expected = spoken(read(article(text), invented()))

    assert spoken(read(broken_paragraphs(text), invented())) == expected
    assert spoken(read(one_paragraph(text), invented())) == expected


@given(readable(likely=0))
def test_whatever_is_composed_says_the_same_as_html(text: str) -> None:
    expected = spoken(read(article(text), invented()))

    assert spoken(read(broken_paragraphs(text), invented())) == expected
    assert spoken(read(one_paragraph(text), invented())) == expected
