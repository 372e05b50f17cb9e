"""Whether our texts could still be sent with other words in them that stand in many: a number to ring, or when people read."""

from collections.abc import Mapping

from bot.decided import WORDING, Decided, by_language, spoken
from bot.opening import Opening
from messages.audit import audit
from messages.helplines import Helpline
from messages.wording import WordingError


def failure(decided: Decided, lines: Mapping[str, Helpline], open_at: Opening) -> str:
    """Why they could not; nothing when they can. What was wrong before is nobody's fault now."""
    words = {key: one.text for key, one in decided.used.items() if key[0] == WORDING and one.text is not None}
    usable = by_language({key: text for key, text in words.items() if key not in decided.unused})
    try:
        made = spoken(decided.settings, decided.shared.programmes, lines, open_at, usable)
    except WordingError as error:
        return error.problems[0]
    before = {said for one in decided.shared.wordings.values() for said in audit(one).failures}
    return next((said for one in made.values() for said in audit(one).failures if said not in before), "")
