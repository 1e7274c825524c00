"""What ``/zadankai forget`` deleted, in words."""

from __future__ import annotations

from bot import wording
from bot.memory.forgetting import Forgotten
from bot.views.reply import Reply, sentence


def forgotten(what: Forgotten) -> Reply:
    """One message: each thing that was kept, or that nothing was."""
    if what.nothing:
        return sentence(wording.NOTHING_KEPT)
    return sentence("\n・".join([wording.FORGOTTEN_LEAD, *_things(what)]))


def _things(what: Forgotten) -> list[str]:
    named = (
        (what.municipality, wording.forgot_municipality(what.municipality or "")),
        (what.asked and not what.municipality, wording.FORGOT_ASKED),
        (what.questions, wording.forgot_questions(what.questions)),
        (what.feedback, wording.forgot_feedback(what.feedback)),
        (what.notices, wording.FORGOT_NOTICE),
        (what.channels, wording.FORGOT_CHANNELS),
        (what.events, wording.FORGOT_EVENTS),
    )
    return [words for kept, words in named if kept]
