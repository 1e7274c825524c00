"""Addresses of articles: note's key in them, their canonical form, and links to a passage (text fragments).

A text fragment is ``#:~:text=[prefix-,]start[,end]`` (WICG Scroll To Text Fragment). If a browser does not find it, the
page opens at its top. Browsers match loosely (ＤＸ = dx), so a highlight does not prove that the words are the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit, urlunsplit

from corpus.errors import UnreadableSource
from corpus.text import caseless, squeezed

#: The longest address with a fragment: Slack's buttons take 3,000 characters, and a Japanese one costs nine.
LONGEST_ADDRESS = 2_800
#: The longest address of an article: note's have some 50 characters.
_LONGEST_PLAIN = 300

#: The shortest start or end of a range (characters): shorter ones (「はい、」) occur too often.
SHORTEST_END = 10

#: note's host: the only one that is known to serve https whatever address was copied.
NOTE = "note.com"

#: 「/tokyo_cio_forum/n/n0123456789ab」.
KEY_PATH = re.compile(r"/[^/]+/n/(n[0-9a-f]{12})/?")

#: An address in a text, as Slack and people write it: Japanese may follow without a space.
_IN_TEXT = re.compile(r"https?://[\w./?%&=#~:@!$'*+,;()\[\]-]*[\w/=-]", re.ASCII | re.IGNORECASE)

#: A stretch of text that ends at a word boundary for every browser.
PUNCTUATED = re.compile(r"[^。、！？!?]*[。、！？!?]+[」』）)]*|[^。、！？!?]+")


def passage_link(url: str | None, quote: str, before: str = "") -> str | None:
    """Return the link that scrolls to ``quote``; the plain link if no fragment fits; None without an address.

    ``before`` is the article's text above the quote as readers see it: if it contains the same words, the line before
    the quote becomes the prefix, because the first match wins. Raises ValueError if ``url`` is not a web address.

    >>> passage_link("https://note.com/sample/n/n0123456789ab", "A-1")
    'https://note.com/sample/n/n0123456789ab#:~:text=A%2D1'
    >>> passage_link(None, "A-1")
    """
    if url is None:
        return None
    plain = plain_link(url)
    links = (f"{plain}#:~:text={directive}" for directive in _directives(_lines(quote), before))
    return next((link for link in links if len(link) <= LONGEST_ADDRESS), plain)


def plain_link(url: str) -> str:
    """Return the address without query, fragment and the host's trailing dot; ValueError if it is not a web address.

    >>> plain_link("https://note.com./sample/n/n0123456789ab?magazine_key=m0#top")
    'https://note.com/sample/n/n0123456789ab'
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not (parts.hostname or "").strip("."):
        raise ValueError(f"no web address: {url!r}")
    host = re.sub(r"\.+(?=:|$)", "", parts.netloc.rpartition("@")[2].lower())
    # Slack ends a link at | and >, a browser's address bar shows the path decoded: encode what is not yet.
    path = percent_encoded(parts.path, safe="/%:@!$&'()*+,;=~", errors="replace")
    return urlunsplit((parts.scheme, host, path, "", ""))


def canonical_url(url: str) -> str:
    """Return the address under which an article is stored: the plain link, https for note.

    Raises ValueError if it is not a web address, is longer than any article's, or has a user name in it.

    >>> canonical_url("http://note.com./sample/n/n0123456789ab?magazine_key=m0")
    'https://note.com/sample/n/n0123456789ab'
    """
    if len(url) > _LONGEST_PLAIN:
        raise ValueError(f"an address of {len(url):,} characters")
    if "@" in urlsplit(url.strip()).netloc:
        raise ValueError("an address with a user name in it")
    parts = urlsplit(plain_link(url))
    return urlunsplit(parts._replace(scheme="https") if parts.hostname == NOTE else parts)


def note_key(url: str) -> str | None:
    """Return the key in an article's address in note's form, on any host; None if it has none.

    >>> note_key("https://note.com./sample/n/n0123456789ab?magazine_key=m0")
    'n0123456789ab'
    """
    try:
        match = KEY_PATH.fullmatch(urlsplit(url.strip()).path)
    except ValueError:  # 「http://[」: urlsplit refuses what cannot be a host
        return None
    return match.group(1) if match else None


def article_address(text: str) -> str:
    """Return the first address in a text that has note's form, or else the first of any; empty for none.

    >>> article_address("https://a.example と <https://note.com/sample/n/n0123456789ab?a=1&amp;b=2|note>について")
    'https://note.com/sample/n/n0123456789ab?a=1&b=2'
    """
    found = [address[0] for address in _IN_TEXT.finditer(html.unescape(text))]
    return next(filter(note_key, found), next(iter(found), ""))


def web_host(address: str) -> str | None:
    """Return the host of a web address, with its port; None of anything else."""
    try:
        return urlsplit(plain_link(address)).netloc
    except ValueError:
        return None


def note_hosts(sources: Iterable[str]) -> frozenset[str]:
    """Return the hosts whose keys are note's: its own and those of the configured sources."""
    return frozenset([NOTE, *filter(None, map(web_host, sources))])


def check_host(url: str, hosts: Collection[str]) -> None:
    """Raise UnreadableSource if an address is in note's form, or has a port, on a host that is not among *hosts*."""
    host = web_host(url) or ""
    if host not in hosts and (note_key(url) or re.search(r":\d*$", host)):
        known = f"{', '.join(sorted(hosts))} and the hosts of ZADANKAI_SOURCES"
        raise UnreadableSource(url, f"of {host}: only on {known} a key says which article it is")


def _directives(lines: list[str], before: str) -> Iterator[str]:
    """Yield values for ``text=``, the best first: the exact text, then a range from its start to its end."""
    if len(lines) == 1:
        yield _directive([lines[0]], before)
    if lines:
        first, last = _opening(lines[0]), _closing(lines[-1])
        if len(lines) > 1 or len(first) + len(last) <= len(lines[0]):
            yield _directive([first, last], before)


def _directive(ends: list[str], before: str) -> str:
    encoded = ",".join(map(_encoded, ends))
    prefix = _closing((_lines(before) or [""])[-1])
    occurs_before = _searched(ends[0]) in _searched(before)
    return f"{_encoded(prefix)}-,{encoded}" if prefix and occurs_before else encoded


# An answer's links are made of few articles, and each more than once.
@lru_cache(maxsize=32)
def _searched(text: str) -> str:
    """Return a text as browsers compare it: whatever its width, case and white space."""
    return squeezed(caseless(text))


def _lines(text: str) -> list[str]:
    # Neither an indent (U+3000 too) nor a run of spaces is part of what a browser searches.
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _opening(line: str) -> str:
    return _long_enough(accumulate(PUNCTUATED.findall(line)), line)


def _closing(line: str) -> str:
    stretches = reversed(PUNCTUATED.findall(line))
    return _long_enough(accumulate(stretches, lambda later, earlier: earlier + later), line)


def _long_enough(growing: Iterable[str], line: str) -> str:
    return next((stretch.strip() for stretch in growing if len(stretch) >= SHORTEST_END), line)


def _encoded(text: str) -> str:
    # A raw hyphen would read as the end of a prefix, and quote() leaves it.
    return percent_encoded(text, safe="", errors="replace").replace("-", "%2D")
