"""What words that worry are met with, where there is no danger now: a kind line, honest about who reads it. Pure.

No script, and the conversation goes on. Said once in twelve hours: nobody is told the same at every text. But whoever
speaks of death is told each time whom they can ring: the last kind line may have been about the gas.
"""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import SAFETY, Moment
from bot.reading_times import next_opening
from bot.speech import Voice, joined, speak
from flows.danger import Finding
from flows.safety import HARD

AGAIN_AFTER = timedelta(hours=12)


def answer_amber(moment: Moment, finding: Finding) -> None:
    """Before whatever else the turn says: never silence, and never a form alone."""
    contact, talk = moment.state.contact, moment.state.speaking_now()
    in_safety = talk is not None and talk.flow == SAFETY
    if contact.state != "ok" or contact.human_owns or contact.unread_language or in_safety:
        return
    again = contact.amber_at is not None and moment.now - contact.amber_at < AGAIN_AFTER
    if again and finding.categories[0] != "suicide":
        return
    voice = moment.voice._replace(discreet=moment.voice.discreet or "abuse" in finding.categories)
    replies = [reply for reply in moment.turn.replies if reply.text != moment.voice.text("noted")]
    lines = _lines(moment, voice, finding)
    kind = joined(lines[:1] if again else lines)
    if not again:
        contact.amber_at = moment.now
    moment.turn.replies = speak(moment.voice, kind, None) + replies
    if replies and len(together := joined([kind[-1], replies[0].text])) == 1:
        first = replace(replies[0], text=together[0])
        moment.turn.replies = [*speak(moment.voice, kind[:-1], None), first, *replies[1:]]


def _lines(moment: Moment, voice: Voice, finding: Finding) -> list[str]:
    worst, hours = finding.categories[0], moment.house.open
    first = (
        [voice.text("amber_carer")] if worst == "carer_strain" else [voice.text("amber_hard")] if worst in HARD else []
    )
    if hours.is_open(moment.now):  # amber wakes nobody, so whoever is on call does not count
        return [*first, voice.text("amber_read_now")]
    when = next_opening(hours, moment.now)
    return [*first, voice.text("amber_read_later", day=when["day"], time=when["time"])]
