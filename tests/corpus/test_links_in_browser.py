"""A real browser opens an article at a passage's link and has the passage in view.

The page itself reports to the server what is in view: no debugging protocol, no further package.
"""

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.links import passage_link, plain_link

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: links cannot be opened in a real browser")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=800,600",
)

#: Paragraphs as note prints them: `<p>` with `<br>`, so many that each passage is far from the others.
FILLER = tuple(f"{number}番の窓口では、\n\u3000とくに変わりはありません。" for number in range(1, 121))
PASSAGES = {
    "one line": "\u3000白波市では、手続を一つの窓口にまとめたところ、待ち時間が半分になりました。",
    "several lines": (
        "\u3000まず職員が自分で手順を書き出しました。紙の流れのまま電子にしても楽になりません。\n"
        "\u3000次に、要らない押印をやめました。\n"
        "\u3000最後に残ったものだけを、システムに載せた順番です。"
    ),
    "a hyphen, a comma and an ampersand": "\u3000合言葉は「Q&A-first, paper-last」で、FAQ-botも&の箱に入れました。",
    "one long line": (
        "\u3000青柳町の予算は限られていますが、"
        + "".join(f"{year}年目には機器を{year * 3}台ずつ入れ替えて使い方の講習を続け、" for year in range(1, 16))
        + "ようやく全部の課に行き渡りました。"
    ),
}
#: Said twice: by one speaker in the first half, by another at the end.
TWIN = "\u3000おっしゃるとおりだと思います。"
PARAGRAPHS = (
    *(*FILLER[:20], "青柳", TWIN),
    *(
        text
        for turn, passage in enumerate(PASSAGES.values(), 1)
        for text in (*FILLER[20 * turn : 20 * turn + 20], passage)
    ),
    *(*FILLER[100:], "霧浜", TWIN, *FILLER[:20]),
)

#: Ten times in one second, the numbers of the paragraphs whose first line is in view.
REPORT = """
addEventListener("load", () => {
  let ticks = 0;
  const timer = setInterval(() => {
    const tops = [...document.querySelectorAll("p")].map((p) => p.getBoundingClientRect().top);
    const seen = tops.flatMap((top, number) => (0 <= top && top < innerHeight ? [number] : []));
    fetch("/seen", {method: "POST", body: JSON.stringify(seen)});
    if (++ticks === 10) clearInterval(timer);
  }, 100);
});
"""


class Handler(BaseHTTPRequestHandler):
    """Serves the article at every address, and records what the page reports."""

    def do_GET(self) -> None:
        self._answer(page().encode())

    def do_POST(self) -> None:
        assert isinstance(self.server, ArticleServer)
        self.server.reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class ArticleServer(ThreadingHTTPServer):
    """The server of the article, and what its page reported."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.reports: queue.Queue[list[int]] = queue.Queue()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sample_forum/n/n0123456789ab"


@pytest.fixture
def server() -> Iterator[ArticleServer]:
    with ArticleServer() as server:
        # The default poll of half a second would delay the end of each test.
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def page() -> str:
    paragraphs = "".join(f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>見本</title>{paragraphs}<script>{REPORT}</script>'
    )


def in_view(server: ArticleServer, link: str | None, profile: Path) -> list[int]:
    """Return the numbers of the paragraphs that are in view one second after opening the link."""
    assert CHROMIUM is not None
    assert link is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", link]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:  # noqa: S603 - ours
        try:
            return [server.reports.get(timeout=60) for _ in range(10)][-1]
        finally:
            browser.terminate()


@pytest.mark.parametrize("form", PASSAGES)
def test_the_passage_is_in_view(server: ArticleServer, tmp_path: Path, form: str) -> None:
    number = PARAGRAPHS.index(PASSAGES[form])
    before = "\n".join(PARAGRAPHS[:number])
    assert number in in_view(server, passage_link(server.url, PASSAGES[form], before), tmp_path)


def test_the_second_of_two_equal_sentences_is_in_view_and_not_the_first(server: ArticleServer, tmp_path: Path) -> None:
    second = len(PARAGRAPHS) - 21
    seen = in_view(server, passage_link(server.url, TWIN, "\n".join(PARAGRAPHS[:second])), tmp_path)
    assert PARAGRAPHS[second] == TWIN
    assert second in seen
    assert PARAGRAPHS.index(TWIN) not in seen


def test_the_plain_link_shows_the_top_and_no_passage(server: ArticleServer, tmp_path: Path) -> None:
    seen = in_view(server, plain_link(server.url), tmp_path)
    assert 0 in seen
    assert not [number for number in seen if PARAGRAPHS[number] in {TWIN, *PASSAGES.values()}]
