"""Scenes: what ``pictures.py`` and ``tool_pictures.py`` show, as Block Kit JSON, one file each."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: File name → blocks.
Scenes = Mapping[str, list[dict[str, Any]]]


def write(scenes: Scenes) -> None:
    """Write them into the folder that the command names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, blocks in scenes.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps({"blocks": blocks}, ensure_ascii=False, indent=1), encoding="utf-8")
        sys.stdout.write(f"{path}\n")
