"""Articles that are damaged or hostile: an import names what it refuses, and is surprised by nothing."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from corpus.sources.files import ReadOptions, read_files
from corpus.store.importer import Importer
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from tests.corpus.published import NOW, PIECE, as_export, as_html_of_2021, as_item, as_page, as_text
from tests.fake_slack import payloads
from tools.fuzz.stage import Complaints, Stage

KEY = "n0000000000aa"
#: Files between two builds of an index, which takes longer than an import.
_TOGETHER = 20
_ITEM = as_item(PIECE, KEY)
#: The forms in which an article comes: the file's ending, and its text.
FORMS = (
    (".html", as_page(PIECE, KEY)),
    (".html", as_page(PIECE, KEY, body=as_html_of_2021(PIECE))),
    (".xml", as_export(_ITEM, as_item(replace(PIECE, number=8), "n0000000000bb"))),
    (".txt", as_text(PIECE)),
)
#: What parsers and readers stumbled over, and what an article is made of.
FRAGMENTS = (
    *("<a ", "</a ", '<a x="', "<div>", "</div>", "<p>", "</p>", "<br>", "<font>", "<td>", "<ruby>雲<rt>"),
    *("<![x y]>", "<!", "<!--", "-->", "<?", "<<!---->", "]]>", "<![CDATA[", "</", "<script>", "<style>"),
    *("&", "&#xd800;", "&#0;", "&nbsp;", "\x00", "\u3099", "\u202e", "\ufe00", "\u200b", "\u2028", "\r", "\n", "　"),
    *("「", "」", "（", "。", "森野\n", "森野：", "参加者（敬称略）\n", "議題\n", "第7回", "令和99年99月99日"),
    '<script type="application/ld+json">{"datePublished": "0001-01-01T00:00:00+09:00"}</script>',
    '<script type="application/ld+json">[[[[[[[[[[</script>',
    '<link rel="canonical" href="http://[">',
    "<span hidden>",
    '<div class="note-common-styles__textnote-body">',
)
_REFUSED = ("index.library: quote refused", "corpus.verbatim: nothing of it can be quoted")
_REPEATED = st.sampled_from([1, 1, 1, 2, 7, 50, 400, 3_000])


@st.composite
def hostile(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file's ending, and what stands in the file: a real form with up to four changes."""
    ending, text = draw(st.sampled_from(FORMS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 30, 10_000])))
        piece = draw(st.sampled_from(FRAGMENTS) | st.text(max_size=8)) * draw(_REPEATED)
        text = text[:start] + piece + text[end:]
    written = text.encode(draw(st.sampled_from(["utf-8"] * 8 + ["utf-16", "cp932"])), "replace")
    if draw(st.integers(0, 5)) == 0:
        written = written[: draw(st.integers(0, len(written)))]
    return ending, written


class Intake:
    """A store and a folder, into which one file after the other is taken."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty store in the folder."""
        self._folder = folder
        self._store = Store.open(f"sqlite:///{(folder / 'articles.sqlite3').as_posix()}")
        self._complaints = Complaints()
        self._analyzer = Analyzer()
        self._files = 0
        self._faults: list[str] = []
        logging.getLogger().addHandler(self._complaints)
        self.taken: Counter[str] = Counter()

    def take(self, ending: str, written: bytes) -> list[str]:
        """Import a file, and now and then ask what is in the last ones; returns what is wrong with that, or nothing."""
        path = self._folder / f"article{ending}"
        path.write_bytes(written)
        results = list(Importer(self._store).take_all(read_files([path], ReadOptions(self._store.gazetteer, NOW))))
        for each in results:
            self.taken[str(each.outcome or (each.error and type(each.error).__name__) or "skipped")] += 1
        self._files += 1
        if self._files % _TOGETHER == 0:
            self._ask()
        # What is sent over Slack's limits counts as well.
        complaints, self._faults = [*self._complaints.taken(), *self._faults], []
        # Where the two ways of reading an article differ, nothing is shown: that is what the check is for.
        wrong = [each for each in complaints if not each.startswith(_REFUSED)]
        self.taken["quotes refused"] += len(complaints) - len(wrong)
        return wrong if results else ["nothing was said of it"]

    def _ask(self) -> None:
        library = Library(self._store, self._analyzer)
        database = f"sqlite:///{(self._folder / 'asked.sqlite3').as_posix()}"
        with Stage.over(database, library) as stage:
            for question in ("研修について", "森野さんは窓口について何と言っている？", "予約"):
                self._faults += stage.send(payloads.mention(stage.slack.numbers, question))
                for hit in library.ask(question, 9).hits:
                    library.around(hit.passage.id)
        for key in self._store.article_keys():
            self._store.delete(key, NOW)
        for key in self._store.deleted():
            self._store.allow(key)

    def close(self) -> None:
        """Close the store."""
        logging.getLogger().removeHandler(self._complaints)
        self._store.engine.dispose()
