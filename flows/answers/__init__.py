"""Reply text -> a value, or an honest "unclear".

One reader for each kind of question. Every reader takes any text without raising, gives the same reading for the
same text, day, language and labels, and keeps in `rest` what was said beyond the answer.
"""

from flows.answers.assent.certain import yes_no_unsure
from flows.answers.assent.safe import safe_or_not
from flows.answers.assent.yes_no import yes_or_no
from flows.answers.calendar.dates import a_date
from flows.answers.calendar.safe_times import safe_time, unprompted_in
from flows.answers.calendar.times import time_of_day
from flows.answers.choosing.choices import choice, read_choice
from flows.answers.choosing.levels import level
from flows.answers.choosing.none_for_certain import none_for_certain
from flows.answers.choosing.scale import scale_0_6, scale_0_10
from flows.answers.free import free_text
from flows.answers.people.ages import birth_year_or_age
from flows.answers.people.names import a_name
from flows.answers.reaching.phones import a_phone, is_landline, is_mobile, is_uk_mobile
from flows.answers.reaching.postcodes import a_postcode, an_address
from flows.answers.registry import READERS, UnknownKind, reader
from flows.answers.rhythm.asked import a_rhythm
from flows.answers.rhythm.until import until_when

__all__ = [
    "READERS",
    "UnknownKind",
    "a_date",
    "a_name",
    "a_phone",
    "a_postcode",
    "a_rhythm",
    "an_address",
    "birth_year_or_age",
    "choice",
    "free_text",
    "is_landline",
    "is_mobile",
    "is_uk_mobile",
    "level",
    "none_for_certain",
    "read_choice",
    "reader",
    "safe_or_not",
    "safe_time",
    "scale_0_6",
    "scale_0_10",
    "time_of_day",
    "unprompted_in",
    "until_when",
    "yes_no_unsure",
    "yes_or_no",
]
