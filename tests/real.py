"""Real articles that somebody keeps in a folder of theirs: no text of them is part of the project.

``ZADANKAI_REAL_ARTICLES`` names the folder; without it, one that lies beside the repository is taken.
Tests that need it are skipped where nothing is there.
"""

from __future__ import annotations

import os
from pathlib import Path

#: Articles as they were published, ``*.txt`` and ``*.html``, in folders of any depth.
ARTICLES = Path(os.environ.get("ZADANKAI_REAL_ARTICLES") or Path(__file__).parents[2] / "shared/articles")
#: Articles that show one case each, beside that folder: ``same-round``, ``two-parts``.
INPUTS = ARTICLES.parent / "inputs"


def articles() -> list[Path]:
    """Return the files of all articles."""
    return sorted(path for pattern in ("*.txt", "*.html") for path in ARTICLES.rglob(pattern))
