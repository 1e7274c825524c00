"""A real browser draws articles whose markup hides, moves or adds words; what it shows is compared with the quotes.

Every word of an article is four equal digits, which have one width in all fonts. A word is seen if the drawing changes
when other digits stand in its place. All articles and their changes are drawn in one page, a frame each; words that no
quote depends on are left out.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np
import pytest

from corpus.markup import canonical
from corpus.verbatim import QuoteCheck
from tests.corpus.published import article
from tests.real import INPUTS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: The word in the form, the words around it, those of the lines above and below, and what a form adds.
WORD, BEFORE, AFTER, ABOVE, BELOW, ADDED = "8888", "6666", "7777", "2222", "3333", "9999"
OTHER = "1111"
#: An article's lines; the form is around WORD.
WORDS = (WORD, BEFORE, AFTER, ABOVE, BELOW, ADDED)
BODY = f"<p>前は{ABOVE}でした。</p><p>費用は{BEFORE}%s{WORD}%s{AFTER}です。</p><p>次は{BELOW}です。</p>"

#: note's own markup: drawn as it stands, and quoted.
OWN = (
    ("", ""),
    ("<strong>", "</strong>"),
    ("<b><em>", "</em></b>"),
    ("<i><code>", "</code></i>"),
    ('<a href="https://example.com/" rel="noopener nofollow" target="_blank">', "</a>"),
    ('<span class="x" id="y" data-v-1="" aria-label="z" lang="ja">', "</span>"),
    ("<br>", "<br>"),
    ("</p><h2>", "</h2><p>"),
    ('</p><h3 name="a1B2c" id="a1B2c">', "</h3><p>"),
    ('</p><p style="text-align: center">', "</p><p>"),
    ("</p><ul><li><p>", "</p></li></ul><p>"),
    ("</p><ol><li>", "</li></ol><p>"),
    ("</p><figure><blockquote><p>", "</p></blockquote><figcaption></figcaption></figure><p>"),
    ("</p><pre><code>", "</code></pre><p>"),
    ("</p><hr><p>", ""),
    ('</p><div data-name="x"><section><p>', "</p></section></div><p>"),
    ("<ruby>", "<rp>（</rp><rt>よみ</rt><rp>）</rp></ruby>"),
    ("<ruby>", "<rt>よみ</ruby>"),
    ('</p><script type="application/ld+json">{}</script><p>', ""),
    ("<!-- <s> -->", "<!-- </s> -->"),
)

#: Markup that note does not make: some of it hides words, moves them, covers other lines or draws words of its own.
FOREIGN = (
    *((f'<span style="{style}">', "</span>") for style in (
        "display:none", "visibility:collapse", "opacity:.0", "opacity:0%", "opacity:-1", "opacity:calc(1 - 1)",
        "font:0/0 a", "font-size:0", "font-size:calc(1px * 0)", "color:transparent", "color:#fff0",
        "color:hsl(0 0% 0%/0)", "color:white", "color:Canvas", "-webkit-text-fill-color:#fff", "clip-path:circle(0)",
        "mask:linear-gradient(#0000,#0000)", "display:inline-block;width:0;overflow:hidden;white-space:nowrap",
        "display:block;height:0;overflow:clip", "display:inline-block;transform:rotateY(90deg)",
        "display:inline-block;rotate:y 90deg", "position:absolute;left:-99em", "position:absolute;clip:rect(0,0,0,0)",
        "position:fixed;top:200vh", "position:relative;left:-999px", "margin-left:-9999px", "float:right",
        "direction:rtl;unicode-bidi:bidi-override", "text-decoration:line-through", "disp/**/lay:none",
        "d\\isplay:none", "--x:none;display:var(--x)", "all:unset;display:none", "animation:x", "content:''",
        "filter:opacity(0)", "backdrop-filter:none", "mix-blend-mode:lighten;color:#fff", "zoom:.001",
        "display:inline-block;text-indent:-99em;overflow:hidden", "line-height:0;display:block;overflow:hidden",
        "display:flex;flex-direction:row-reverse", "letter-spacing:-1em", "text-align:center;display:none",
        "text-align:center;}display:none", "content-visibility:hidden;display:block", "opacity:.5", "color:red",
    )),
    *((f"<{tag}>", f"</{tag}>") for tag in (
        "s", "del", "strike", "bdo", "ins", "u", "mark", "small", "q", "cite", "canvas", "video", "audio", "object",
        "button", "svg", "math", "dialog", "details", "datalist", "select", "textarea", "noscript", "noembed",
        "noframes", "iframe", "template", "title", "rt", "rp", "meter", "progress", "fieldset", "label", "marquee",
        "xmp", "nav", "x-y", "slot", "form", "table", "center", "output", "rtc", "menu", "address", "search",
        "plaintext", "listing",
    )),
    *((f"<span {attribute}>", "</span>") for attribute in (
        "hidden", 'hidden="until-found"', "popover", 'dir="rtl"', "inert", "is='x-y'", "slot='x'", "onclick='x()'",
        "hidden/", 'style="color:red" style="display:none"', 'style="display:none" style=""', "STYLE=display:none",
        "style='display\n:none'",
    )),
    ("<svg><text y='12'>", "</text></svg>"),
    ("<svg width='0' height='0'><text>", "</text></svg>"),
    ("<svg><title>", "</title></svg>"),
    ("<math><mtext>", "</mtext></math>"),
    ("<math><semantics><mi>x</mi><annotation>", "</annotation></semantics></math>"),
    ("<button>", "</button>"),
    ("<object data='data:text/plain,x'>", "</object>"),
    (f"<details><summary>{ADDED}</summary>", "</details>"),
    (f"<button>{ADDED}</button>", ""),
    (f"<object>{ADDED}</object>", ""),
    (f"<svg width='60' height='16'><text y='12'>{ADDED}</text></svg>", ""),
    (f"<rt>{ADDED}</rt>", ""),
    (f"<ruby>語<rt><b>{ADDED}</b></rt></ruby>", ""),
    (f"<input value='{ADDED}'>", ""),
    (f"</p><input value='{ADDED}'><p>", ""),
    (f"<input type='submit' value='{ADDED}'>", ""),
    (f"<input placeholder='{ADDED}'>", ""),
    (f"<textarea>{ADDED}</textarea>", ""),
    (f"<select><option label='{ADDED}'></select>", ""),
    (f"<select><optgroup label='{ADDED}'></select>", ""),
    (f"<iframe srcdoc='{ADDED}' width='60' height='30'></iframe>", ""),
    (f"</p><iframe srcdoc='{ADDED}' width='60' height='30'></iframe><p>", ""),
    (f"<object data='data:text/html,{ADDED}' width='60' height='30'></object>", ""),
    (f"<embed src='data:text/html,{ADDED}' width='60' height='30'>", ""),
    (f"<label>{ADDED}</label>", ""),
    (f"<legend>{ADDED}</legend>", ""),
    ("<input value='", "'>"),
    ("<input type='hidden' value='", "'>"),
    ("<select><option>一<option>", "</select>"),
    ("<style>.q{display:none}</style><span class='q'>", "</span>"),
    ("<style>p:nth-of-type(1){opacity:0}</style>", ""),
    ("<svg><style>p{visibility:hidden}</style></svg>", ""),
    ("<link rel='stylesheet' href='data:text/css,p{color:white}'>", ""),
    ("<script>document.querySelector('p').hidden = true</script>", ""),
    ("<script>document.currentScript.parentNode.style.opacity = 0</script>", ""),
    ("<img src='x:' onerror='document.body.hidden = true'>", ""),
    ("<body style='opacity:0'>", ""),
    ("<html hidden>", ""),
    ("<meta http-equiv='refresh' content='0;url=about:blank'>", ""),
    ("</p><div><template shadowrootmode='open'><b>語</b></template><p>", "</p></div><p>"),
    ("</p><div hidden><p>", "</p></div><p>"),
    ("</p><div style='position:absolute;left:-99em'><p>", "</p></div><p>"),
    ("<span hidden><div>", "</span></div>"),
    ("<b hidden></p><p>", "</b>"),
    ("<s></p><p>", "</s>"),
    ("<div style='position:fixed;inset:0;background:#fff'></div>", ""),
    ("<div style='position:fixed;inset:0;background:#fff'>語</div>", ""),
    ("<span style='position:absolute;left:0;top:0;color:#fff;line-height:.5;font-size:90px'>██</span>", ""),
    ("<img style='margin:-200px 0;width:500px;height:300px;background:#fff;position:relative' src='x:' alt=''>", ""),
    ("</p><p style='margin-top:-60px;position:relative;background:#fff'>語<br>語<br>語<br>語</p><p>", ""),
    ("<dialog open>語<br>語<br>語</dialog>", ""),
    ("<svg width='1' height='1' overflow='visible'><rect y='-99' width='999' height='999' fill='#fff'/></svg>", ""),
    ("<span style='float:right'>語</span>", ""),
    ("\u202e", "\u202c"),
    ("&#x2067;", "&#x2069;"),
    ("<!-- --!><span hidden>", "</span>"),
    ("<![if x]><span hidden>", "</span>"),
    ("<!--> ", " -->"),
    ("<!-- --!>", "<!-- -->"),
    ("<!-- x -- > ", " -->"),
    ("<![CDATA[x>", "]]>"),
    ("</ ", ">"),
    ("<?x ", "?>"),
    ("<ruby><rt>", "</rt></ruby>"),
    ("<ruby> <rp>（</rp><rt>", "</rt></ruby>"),
    (f"<img alt='{ADDED}' src='x:'>", ""),
    (f"<a href='x:'><img alt='{ADDED}' src='x:'></a>", ""),
    ("<a hidden>", "</a>"),
    ("<p hidden>", "</p>"),
    ("</p><p inert style='text-align:center' hidden>", "</p><p>"),
    ("</p><blockquote style='display:none'>", "</blockquote><p>"),
    ("</p><ol style='list-style:none' hidden><li>", "</li></ol><p>"),
    ("</p><figure hidden><blockquote>", "</blockquote></figure><p>"),
    ("</p><table><tr><td>", "</td></tr></table><p>"),
    ("<span style='display:grid;direction:rtl'><span>", "</span></span>"),
    ("<span style='columns:2;column-width:1px;height:1px;overflow:hidden;display:block'>語<br>", "</span>"),
    ("<span style='height:0;width:0;display:inline-grid;overflow:hidden'>", "</span>"),
    ("<wbr>", "<wbr>"),
    ("<time hidden>", "</time>"),
    ("<embed>", "</embed>"),
    ("<param>", "</param>"),
    ("<col>", "</col>"),
    ("<area>", "</area>"),
    ("<big><tt>", "</tt></big>"),
    ("<sup>", "</sup>"),
    ("<abbr title='x'>", "</abbr>"),
    ("<table><tr><td width=0>", "</td></tr></table>"),
    ("<font color='#ffffff'>", "</font>"),
    ("<frameset>", "</frameset>"),
    ("<map>", "</map>"),
    ("<noscript></p><p>", ""),
    ("</p><noscript><p>", "</noscript><p>"),
    ("<b hidden><applet></b>", "</applet>"),
    ("<i hidden><object></i>", "</object>"),
    ("<b hidden><table><tr><td></b>", "</td></tr></table>"),
    ("</p><div hidden><table></div>", "</table></div><p>"),
    ("<i hidden><svg><desc></i>", "</desc></svg>"),
    ("<span hidden><button></span>", "</button></span>"),
)  # fmt: skip


def foreign_forms() -> tuple[tuple[str, str], ...]:
    """Return the foreign forms here, and those that lie beside the project."""
    kept = INPUTS / "hostile/hidden_forms.json"
    more = json.loads(kept.read_text("utf-8")) if kept.exists() else []
    return *FOREIGN, *((each["open"], each["close"]) for each in more if each["open"] != "<span>")


#: The most pixels that differ between two drawings of the same; four other digits change many more.
NOISE = 3
#: Frames in a row, and the size of one.
COLUMNS, WIDTH, HEIGHT = 12, 150, 120


def drawings(bodies: Sequence[str], folder: Path) -> list[np.ndarray]:
    """Return the pixels of each body, drawn by the browser in one page."""
    assert CHROMIUM is not None
    frames = "".join(
        f'<iframe style="border:0;position:absolute;left:{at % COLUMNS * WIDTH}px;top:{at // COLUMNS * HEIGHT}px;'
        f'width:{WIDTH}px;height:{HEIGHT}px" srcdoc="{escape(_page(body))}"></iframe>'
        for at, body in enumerate(bodies)
    )
    (folder / "page.html").write_text(f'<!doctype html><meta charset="utf-8">{frames}', "utf-8")
    # A row more: the window's own frame takes some of its height.
    height = (len(bodies) // COLUMNS + 2) * HEIGHT
    size = f"--window-size={COLUMNS * WIDTH},{height}"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", size, f"--screenshot={folder / 'page.png'}"]
    subprocess.run([*command, (folder / "page.html").as_uri()], check=True, capture_output=True, timeout=120)  # noqa: S603
    pixels = _pixels((folder / "page.png").read_bytes())
    corners = [(at // COLUMNS * HEIGHT, at % COLUMNS * WIDTH) for at in range(len(bodies))]
    return [pixels[top : top + HEIGHT, left : left + WIDTH] for top, left in corners]


#: Small, so that all lines of an article are in its frame.
STYLE = (
    "body{margin:2px;font-size:10px}p,xmp,pre,listing,menu,plaintext{margin:2px}"
    "canvas,video,audio,svg,iframe,object,embed{max-height:30px;max-width:60px}"
)


def _page(body: str) -> str:
    return f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{STYLE}</style><body><div>{body}</div>'


def _pixels(png: bytes) -> np.ndarray:
    """Decode a PNG of 8 bits a channel: rows, columns, channels."""
    chunks = dict[bytes, bytes]()
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        chunks[kind] = chunks.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += 12 + length
    width, height, _, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    channels = {2: 3, 6: 4}[colours]
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + width * channels)
    above = np.zeros(width * channels, np.uint8)
    decoded = []
    for row in rows:
        above = _row(row[0], row[1:], above, channels)
        decoded.append(above)
    return np.stack(decoded).reshape(height, width, channels)


def _row(kind: int, row: np.ndarray, above: np.ndarray, channels: int) -> np.ndarray:
    """Undo the filter of one row: none, left, above, their mean, or Paeth's."""
    if kind in {0, 2}:
        return row + above if kind else row
    if kind == 1:
        return np.cumsum(row.reshape(-1, channels), axis=0, dtype=np.uint8).reshape(-1)
    done, ups = bytearray(channels) + row.tobytes(), bytes(channels) + above.tobytes()
    for at in range(channels, len(done)):
        left, up = done[at - channels], ups[at]
        if kind == 3:
            near = left + up >> 1
        elif left == up:
            near = left
        else:
            near = _paeth(left, up, ups[at - channels])
        done[at] = done[at] + near & 255
    return np.frombuffer(bytes(done[channels:]), np.uint8)


def _paeth(left: int, up: int, corner: int) -> int:
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def seen(bodies: Sequence[str], folder: Path) -> list[set[str]]:
    """Return the words of each body that the browser shows, of those on which a quote depends."""
    asked = [(body, word) for body in bodies for word in sorted(quoted(body) | lacking(body))]
    changed = [body.replace(word, OTHER) for body, word in asked]
    originals = list(dict.fromkeys(body for body, _ in asked))
    drawn = drawings([*originals, *changed], folder)
    as_it_stands = dict(zip(originals, drawn, strict=False))
    shown: dict[str, set[str]] = {body: set() for body in bodies}
    for (body, word), drawing in zip(asked, drawn[len(originals) :], strict=True):
        changes = int((drawing != as_it_stands[body]).any(axis=2).sum())
        shown[body] |= {word} if changes > NOISE else set()
    return [shown[body] for body in bodies]


def quotes(body: str) -> list[str]:
    """Return the longest quotes by the first path: lines that can be quoted and between which nothing stands."""
    canonical_text = canonical(article(body))
    barred = [line.span for line in canonical_text.lines if line.unquotable or line.tag in {"embed", "figcaption"}]
    starts = [0, *(span.end for span in barred)]
    ends = [*(span.start for span in barred), len(canonical_text.text)]
    return [canonical_text.text[start:end] for start, end in zip(starts, ends, strict=True)]


def quoted(body: str) -> set[str]:
    """Return the words that either path lets into a quote."""
    check = QuoteCheck.of(article(body))
    return {word for word in WORDS if check.says(word) or any(word in quote for quote in quotes(body))}


def lacking(body: str) -> set[str]:
    """Return the words that stand between BEFORE and AFTER, and are left out of a quote of both by either path."""
    inner = [word for word in (WORD, ADDED) if word in body]
    check = QuoteCheck.of(article(body))
    found = {
        word for word in inner for quote in quotes(body) if BEFORE in quote and AFTER in quote and word not in quote
    }
    tried = {(): inner, (WORD,): {ADDED} & set(inner), (ADDED,): {WORD}}
    passing = (left for kept, left in tried.items() if check.says("".join((BEFORE, *kept, AFTER))))
    return found.union(*passing)


@pytest.fixture(scope="module")
def browser() -> None:
    """Go on where there is a browser: without one CI fails, and others skip."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "no chromium: CI must draw the forms (.ci/run installs it)"
        pytest.skip("no chromium here: nothing can be drawn")


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("browser")
def test_no_quote_has_a_word_that_the_browser_does_not_show_or_lacks_one_that_it_shows(tmp_path: Path) -> None:
    own, foreign = ([BODY % form for form in forms] for forms in (OWN, foreign_forms()))
    shown = seen([*own, *foreign], tmp_path)
    assert [words for words in shown[: len(own)] if words != {WORD, BEFORE, AFTER, ABOVE, BELOW}] == []
    faults = {
        body: {"quoted and not seen": quoted(body) - words, "seen and left out": lacking(body) & words}
        for body, words in zip([*own, *foreign], shown, strict=True)
        if quoted(body) - words or lacking(body) & words
    }
    assert faults == {}


def test_what_note_itself_makes_is_wholly_quoted() -> None:
    for form in OWN:
        (quote,) = quotes(BODY % form)
        assert QuoteCheck.of(article(BODY % form)).says(quote), form
