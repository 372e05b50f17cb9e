"""The numbers that our texts name, as an operator keeps them right: checked today, or changed. A changed number is proved in
every text that names it, and a second person confirms it: a wrong one is worse than none."""

import asyncio
import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.casework.days import day_of
from bot.casework.proving import failure
from bot.decided import HELPLINE, Decided
from bot.errors import FormWrong
from bot.store.documents import Key
from messages.helplines import Helpline
from messages.segments import needless

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
    if is_guarded(line, new) and (
        found := await asyncio.to_thread(failure, decided, {**decided.lines, new.id: new}, decided.opening)
    ):
        raise FormWrong({"say": found})
    return new


def is_guarded(line: Helpline, new: Helpline) -> bool:
    """Whether it says another number, or names it otherwise."""
    return (line.number, line.say) != (new.number, new.say)


def _is_soon(day: str, today: date) -> bool:
    written = day_of(day)
    return written is not None and today < written <= today + LATEST


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %b %Y}"
