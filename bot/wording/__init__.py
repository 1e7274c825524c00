"""Every Japanese sentence that the bot says, and nothing else; ``bot/slack/blocks`` and ``bot/cli`` lay them out.

Sentences with a user's words in them are put into rich text or plain text only, never where Slack parses mrkdwn.
All are read as ``wording.NAME``, whichever file defines them. A template without a choice is the ``format`` of its
text; one with a choice is a function.
"""

from bot.wording.about import *  # noqa: F403 - one name for all sentences
from bot.wording.answers import *  # noqa: F403 - one name for all sentences
from bot.wording.comparison import *  # noqa: F403 - one name for all sentences
from bot.wording.home import *  # noqa: F403 - one name for all sentences
from bot.wording.notices import *  # noqa: F403 - one name for all sentences
from bot.wording.quote import *  # noqa: F403 - one name for all sentences
from bot.wording.remarks import *  # noqa: F403 - one name for all sentences
from bot.wording.search import *  # noqa: F403 - one name for all sentences
from bot.wording.share import *  # noqa: F403 - one name for all sentences
from bot.wording.units import *  # noqa: F403 - one name for all sentences
