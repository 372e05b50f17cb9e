"""Somebody on a programme writes: whose episode it is, and how far it has come. Pure."""

from datetime import date, time

from bot.conversation import Moment
from bot.programme import Rhythm, stage
from bot.shared_phone import is_speaker_known
from bot.speech import in_words
from bot.state import OnProgramme


def of_speaker(moment: Moment) -> OnProgramme | None:
    """The episode of whoever writes. Where two people have one on this phone, only of one who said who they are."""
    contact = moment.state.contact
    here = contact.programmes
    if len({one.person for one in here}) > 1:
        speaking = contact.speaking if is_speaker_known(contact, moment.now) else None
        here = tuple(one for one in here if speaking is not None and one.person == speaking)
    return here[-1] if here else None


def today(moment: Moment) -> date:
    return moment.now.astimezone(moment.house.zone).date()


def rhythm_of(one: OnProgramme) -> Rhythm:
    since, until = (date.fromisoformat(day) if day else None for day in (one.paused_from, one.paused_until))
    return Rhythm(one.day, time.fromisoformat(one.hour), one.pace, since, until)


def is_paused(moment: Moment, one: OnProgramme) -> bool:
    return rhythm_of(one).is_paused(today(moment))


def has_rest(moment: Moment, one: OnProgramme) -> bool:
    """Whether a rest goes on, or is to come."""
    until = one.paused_until
    return bool(one.paused_from or until) and (until is None or today(moment) < date.fromisoformat(until))


def say_stage(moment: Moment) -> None:
    """Stage and date, and nothing that they told us."""
    one = of_speaker(moment)
    if one is None:
        moment.say("status_taken")  # two people have one here, and nobody has said which of them this is
    elif one.state == "held":
        moment.say("status_held")
    else:
        _say_week(moment, one)


def _say_week(moment: Moment, one: OnProgramme) -> None:
    number, _ = stage(date.fromisoformat(one.started_on), one.weeks, today(moment))
    if number == 0:
        _say_beginning(moment, one)
        return
    week, weeks, due = str(number), str(one.weeks), _due(moment, one)
    if is_paused(moment, one) and one.paused_until:
        moment.say("status_paused_until", week=week, weeks=weeks, day=in_words(date.fromisoformat(one.paused_until)))
    elif is_paused(moment, one):
        moment.say("status_paused", week=week, weeks=weeks)
    elif due is None:
        moment.say("status_week", week=week, weeks=weeks)
    else:
        moment.say("status_next", week=week, weeks=weeks, day=in_words(due))


def _say_beginning(moment: Moment, one: OnProgramme) -> None:
    """Before week 1: nobody is in a week 0."""
    due = _due(moment, one)
    if is_paused(moment, one) and one.paused_until:
        moment.say("status_rests_until", day=in_words(date.fromisoformat(one.paused_until)))
    elif is_paused(moment, one):
        moment.say("status_rests")
    elif due is None:
        moment.say("status_begins_soon")
    else:
        moment.say("status_begins", day=in_words(due))


def _due(moment: Moment, one: OnProgramme) -> date | None:
    """The day on which we write next; None when that is not known, was due already, or nothing goes there unasked."""
    return due_on(moment, one) if moment.state.contact.may_be_asked else None


def due_on(moment: Moment, one: OnProgramme) -> date | None:
    """The day on which they are asked next, by text or on the phone."""
    return one.next_at.astimezone(moment.house.zone).date() if one.next_at and one.next_at > moment.now else None
