"""The numbers that our texts name, as an operator keeps them right: checked today, or changed. A changed number is proved in
every text that names it, and a second person confirms it: a wrong one is worse than none."""

import asyncio
import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.decided import HELPLINE, WORDING, Decided, by_language, spoken
from bot.errors import FormWrong
from bot.store.documents import Key
from messages.audit import audit
from messages.helplines import Helpline
from messages.segments import needless
from messages.wording import WordingError

LONGEST = 60  # characters
AGAIN = timedelta(days=182)  # how long a check holds, unless somebody says otherwise
LATEST = timedelta(days=366)
NEVER = ("emergency", "silent")  # 999 and 55: no service has others
NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,18}")


@dataclass(frozen=True, slots=True)
class Told:
    """What was filled in. `say` empty: as the number is."""

    number: str
    say: str
    hours: str
    check_by: str


def key_of(id: str) -> Key:
    return HELPLINE, id


def as_text(line: Helpline) -> str:
    """A line as it is kept."""
    held = {"number": line.number, "say": line.say, "hours": line.hours}
    days = {"checked": line.checked.isoformat(), "check_by": line.check_by.isoformat()}
    return json.dumps(held | days, ensure_ascii=False)


def in_words(text: str) -> str:
    """A line that was kept, for whoever looks at its versions."""
    raw: dict[str, str] = json.loads(text)
    days = f"checked {_day(raw['checked'])}, again by {_day(raw['check_by'])}"
    return f"Number {raw['number']}; texts say {raw['say']}; {raw['hours']}; {days}."


def checked(line: Helpline, today: date) -> Helpline:
    """The same, looked at today."""
    return replace(line, checked=today, check_by=today + AGAIN, verified=True)


async def changed(decided: Decided, line: Helpline, told: Told, today: date) -> Helpline:
    """Raises FormWrong, which names each field."""
    wrong = dict[str, str]()
    number = told.number if line.id not in NEVER else line.number
    if number != line.number and not NUMBER.fullmatch(number):
        wrong["number"] = "Write the number in digits, such as 116 123."
    for field, said in (("say", told.say), ("hours", told.hours)):
        if len(said) > LONGEST or not said.isprintable() or (field == "say" and needless(said)):
            wrong[field] = f"Write at most {LONGEST} plain characters in one line."
    if not told.hours:
        wrong["hours"] = "Say when somebody answers."
    if not _is_soon(told.check_by, today):
        wrong["check_by"] = "Choose a day within a year from now."
    if wrong:
        raise FormWrong(wrong)
    say = line.say if line.id in NEVER else told.say or number
    new = replace(line, number=number, say=say, hours=told.hours, checked=today, verified=True)
    new = replace(new, check_by=date.fromisoformat(told.check_by))
    if is_guarded(line, new) and (found := await asyncio.to_thread(_failures, decided, new)):
        raise FormWrong({"say": found})
    return new


def is_guarded(line: Helpline, new: Helpline) -> bool:
    """Whether it says another number, or names it otherwise."""
    return (line.number, line.say) != (new.number, new.say)


def _is_soon(day: str, today: date) -> bool:
    try:
        return today < date.fromisoformat(day) <= today + LATEST
    except ValueError:
        return False


def _failures(decided: Decided, new: Helpline) -> str:
    """Why the texts could not be sent with it; nothing when they can."""
    words = {key: one.text for key, one in decided.used.items() if key[0] == WORDING and one.text is not None}
    usable = by_language({key: text for key, text in words.items() if key not in decided.unused})
    lines = {**decided.lines, new.id: new}
    try:
        made = spoken(decided.settings, decided.shared.programmes, lines, decided.opening, usable)
    except WordingError as error:
        return error.problems[0]
    before = {said for one in decided.shared.wordings.values() for said in audit(one).failures}
    return next((said for one in made.values() for said in audit(one).failures if said not in before), "")


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %b %Y}"
