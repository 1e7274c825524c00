"""Who is asked for: names, bodies and titles of speakers, looked for in the question's own characters.

Not as words: names are cut like words (物語野副区長 → 物語/野副/区長), and a given name that is one (学, 進) would
match everybody's 学ぶ and 進む.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.offices import KNOWN_TITLE, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Passage

LABELS_HONORIFIC = re.compile(rf"(?<=.){SUFFIX}$")
LABELS_OFFICE = re.compile(r"^.*[・:：]")
TITLES = re.compile(KNOWN_TITLE)

#: Where a title speaks: 副区長は, 部長の発言; not in 部長会, 課長に聞かれた, 係長の研修.
SPEAKS = r"(?=[はがも、\s]|って|$|の(?:発言|考え|意見|話|言葉|見解|要望|回答|答え))"


def known_as(passage: Passage) -> tuple[str, ...]:
    """Return what the passage's speaker can be asked for by: surname, body, titles."""
    speaker, label = passage.speech.speaker, "".join(passage.speech.label.split())
    if speaker is None:
        names = (surname(label), *TITLES.findall(label))
    else:
        names = (speaker.surname, speaker.affiliation or "", *TITLES.findall(speaker.role))
    return tuple(dict.fromkeys(name for name in names if name))


def surname(label: str) -> str:
    """Return a label without office and title.

    >>> surname("総務局・土屋課長"), surname("宮坂副知事"), surname("森田")
    ('土屋', '宮坂', '森田')
    """
    name = LABELS_OFFICE.sub("", label)
    while (shorter := LABELS_HONORIFIC.sub("", name)) != name:
        name = shorter
    return name


def asked_for(question: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the ``known`` names, bodies and titles that ``question`` asks for.

    >>> asked_for("架空副区長は何と？部長会では？", ("架空", "副区長", "部長", "林"))
    ('架空', '副区長')
    """
    return tuple(name for name in known if name in question and _is_meant(question, name))


def _is_meant(question: str, name: str) -> bool:
    if TITLES.fullmatch(name):
        return re.search(rf"(?<!副){name}{SPEAKS}", question) is not None
    # A surname of one character (森, 林) is inside too many words: only with a title behind it.
    return len(name) > 1 or re.search(rf"{re.escape(name)}{SUFFIX}", question) is not None
