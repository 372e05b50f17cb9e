"""The readers by kind: an answer is stored with its kind, and must be readable again years later.

A kind is stored data: it is never renamed or given to another reader.
"""

from collections.abc import Mapping

from flows.answers.assent.certain import yes_no_unsure
from flows.answers.assent.safe import safe_or_not
from flows.answers.assent.yes_no import yes_or_no
from flows.answers.calendar.dates import a_date
from flows.answers.calendar.safe_times import safe_time
from flows.answers.calendar.times import time_of_day
from flows.answers.choosing.choices import choice
from flows.answers.choosing.levels import level
from flows.answers.choosing.none_for_certain import none_for_certain
from flows.answers.choosing.scale import scale_0_6, scale_0_10
from flows.answers.free import free_text
from flows.answers.people.ages import birth_year_or_age
from flows.answers.people.names import a_name
from flows.answers.reaching.phones import a_phone
from flows.answers.reaching.postcodes import a_postcode, an_address
from flows.answers.rhythm.asked import a_rhythm
from flows.answers.rhythm.until import until_when
from flows.talk import Reader

CHOICE = "choice"
# The readers that need the choices as they were shown.
CHOICES = {CHOICE: choice, "none_for_certain": none_for_certain, "level": level}


class UnknownKind(KeyError):
    """There is no reader for this kind of answer."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind

    def __str__(self) -> str:
        return f"there is no reader for {self.kind!r}; the kinds are: {', '.join(sorted([*READERS, *CHOICES]))}"


READERS: Mapping[str, Reader[object]] = {
    r.kind: r
    for r in (
        yes_or_no,
        scale_0_10,
        scale_0_6,
        a_phone,
        a_postcode,
        an_address,
        a_name,
        a_date(),
        birth_year_or_age,
        time_of_day,
        safe_time,
        safe_or_not,
        yes_no_unsure,
        free_text,
        a_rhythm,
        until_when,
    )
}


def reader(kind: str, keys: tuple[str, ...] = ()) -> Reader[object]:
    """The reader that a stored kind stands for. A choice needs its keys; without any it reads nothing."""
    if kind in CHOICES:
        return CHOICES[kind](*keys)
    if kind not in READERS:
        raise UnknownKind(kind)
    return READERS[kind]
