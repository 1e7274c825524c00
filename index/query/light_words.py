"""Light words: what people say they want to know, words of asking and of generality. As the analyzer's terms.

They move quotes up, and say nothing of what is asked about where there is another word beside them: 「採用の課題」 is
about 採用, and few who describe one call it 課題. A question of them alone asks for nothing that could be found.
"""

from __future__ import annotations

from importlib.resources import files

_LINES = (files("index.query") / "light_words.txt").read_text(encoding="utf-8").splitlines()
#: The table ``light_words.txt``.
LIGHT = frozenset(word for line in _LINES if not line.startswith("#") for word in line.split())

#: Words that nothing is about.
EMPTY = frozenset({"こと", "事", "物", "もの", "点", "所", "ところ", "為", "うち"})
