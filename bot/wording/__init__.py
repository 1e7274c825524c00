"""Every Japanese sentence that the bot says. Nothing else lives here; how a sentence is laid out is in ``bot/views``.

Sentences with a user's words in them are put into rich text or plain text only, never where Slack parses mrkdwn.
A reader of a view finds each by ``wording.NAME``, whichever room it stands in. A sentence with gaps that are only
filled in is the ``format`` of its text; one with a choice in it is a function.
"""

from bot.wording.answers import *  # noqa: F403 - one name for all sentences
from bot.wording.browsing import *  # noqa: F403 - one name for all sentences
from bot.wording.conditions import *  # noqa: F403 - one name for all sentences
from bot.wording.refining import *  # noqa: F403 - one name for all sentences
from bot.wording.sharing import *  # noqa: F403 - one name for all sentences
