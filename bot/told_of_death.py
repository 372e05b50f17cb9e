"""Somebody on a programme, or to be asked once more after one, has died, as far as a message tells: everything is held at once, before any other reply. Pure.

It comes after the danger screen, which still raises what it finds, and after opt-out, which still takes effect; before
commands, because "wrong number, Dad died" is no wrong number. Whoever may be in danger is answered about that first.
"""

from bot.conversation import Moment, start
from bot.on_programme import of_speaker
from bot.state import OnProgramme
from flows.danger import Finding
from flows.reported_death import Names, reports_death

GRIEF = ("bereavement",)


def told_of_death(moment: Moment, finding: Finding) -> bool:
    """Whether the message tells of one; then it is held and, unless they are in danger or cannot be written to, answered."""
    contact = moment.state.contact
    for one in _who_may_have_died(moment):
        names = Names(one.name, one.cares_for)
        if whose := reports_death(moment.message.text, one.role, names, moment.context(None)):
            start(moment, "death", {"whose": whose, "words": moment.message.text}, urgency="safety")
            if finding.level == "red" or contact.human_owns or contact.state != "ok":
                moment.turn.replies = []
            return True
    return False


def is_only_grief(finding: Finding) -> bool:
    """What the screen found is the death itself: it has been answered."""
    return finding.categories[:1] == GRIEF


def _who_may_have_died(moment: Moment) -> tuple[OnProgramme, ...]:
    """On a phone that two people share it may be either; what is held already is not told again."""
    if moment.message.kind != "text":
        return ()
    one, contact = of_speaker(moment), moment.state.contact
    here = (one,) if one is not None else (*contact.programmes, *contact.followed)
    return tuple(one for one in here if one.state != "held" and one.role != "team")
