"""A death is told: of the owner of this phone, by somebody else, or of the one whom a caregiver looks after.

What it leads to can be taken back, but it hurts: a widow who says "my husband died in March" is no news of her own death.
So from a resident's phone it must be the owner's name, or somebody else who writes, asks us to stop, or opens with the
news. From a caregiver any recent death of somebody they may look after is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flows.answers.asks import Found, find
from flows.answers.calendar.date_forms import find_days
from flows.answers.spelling import numbered
from flows.answers.words import Reply, reply_of
from flows.talk import Context
from messages.heard import fold, heard
from messages.wishes import Wishes, wishes

Whose = Literal["", "mine", "theirs"]
DEATH = "death"
WHOM = ("f", "m", "any")  # a woman, a man, or not told
ANYBODY = "any"
OWNER, CARED_FOR = "xowner", "xcared"
OPENING = 4  # words before the news: a greeting, "I am writing"
RECENT = 62  # days: a report of an older death is no news of somebody who was on the programme last month
SHORTEST = 2  # letters of a name: an initial tells nothing
CENTURY = range(1900, 2100)
TITLES = ("mrs", "miss", "mister")


@dataclass(frozen=True, slots=True)
class Names:
    """What the phone's owner is called, and whom they look after; "" where nobody knows."""

    owner: str = ""
    cared_for: str = ""


def reports_death(text: str, role: str, names: Names, context: Context) -> Whose:
    """Whose death the message tells: nobody's, the phone's owner's ("mine"), or that of whom they care for ("theirs")."""
    known = wishes(context.language, DEATH)
    if known is None or not _may_tell(text, context.language):
        return ""
    return _Told(known, reply_of(text, heard(context.language)), names, context).whose(role)


@lru_cache(maxsize=64)
def _may_tell(text: str, language: str) -> bool:
    """Nearly no message has one of the words without which no death is told."""
    known = wishes(language, DEATH)
    words = reply_of(text, heard(language)).folded
    return known is not None and not known.phrases["telling"].from_word.keys().isdisjoint(words)


@dataclass(frozen=True, slots=True)
class _News:
    """A message with the two people's names as words of their own, and a new thought behind "sorry to tell you that"."""

    text: str
    folded: tuple[str, ...]
    gaps: tuple[str, ...]

    def gap(self, i: int) -> str:
        return self.gaps[i] if i < len(self.gaps) else ""


def _news_in(reply: Reply, known: Wishes, names: Names) -> tuple[_News, int]:
    """And at which word the news begins that opens it; -1 where it does not open with any."""
    called, gaps, begins = _called(names), [reply.gap(i) for i in range(len(reply.words))], -1
    for i in range(len(reply.words)):
        news = known.phrases["news"].at(reply.folded, i)
        lead = None if i and not gaps[i] else known.phrases["leads"].at(reply.folded, i)
        end = i + max(hit[0] if hit else 0 for hit in (news, lead))
        if i < end < len(gaps):
            gaps[end] = gaps[end] or ", "
            begins = end if news and i <= OPENING else begins
    return _News(reply.text, tuple(called.get(word, word) for word in reply.folded), tuple(gaps)), begins


class _Told:
    """What one message tells."""

    def __init__(self, known: Wishes, reply: Reply, names: Names, context: Context) -> None:
        self.known, self.context, self.language, self.reply = known, context, context.language, reply
        self.said, self.begins = _news_in(reply, known, names)

    def whose(self, role: str) -> Whose:
        if self._has("unlikely") or self._has("long_ago"):
            return ""
        if self._news("named", "owner"):
            return "mine"
        if role == "carer":
            return "theirs" if self._news("named", "cared") or self._of_theirs() else ""
        return "mine" if role == "resident" and self._of_the_owner() else ""

    def _of_the_owner(self) -> bool:
        """By somebody who is not the owner, or asks that we stop, or opens with it; and not of their own grief."""
        died, another = self._of_whom("dead"), self._of_whom("another")
        if died and another:
            return ANYBODY in (*died, *another) or not died.isdisjoint(another)
        if not died or self._has("mine"):
            return False
        news = self._news("told", ANYBODY) if self.begins >= 0 else None
        return bool(self._of_whom("stops")) or (news is not None and news.start == self.begins)

    def _of_theirs(self) -> bool:
        """Not of somebody else who was spoken of before."""
        found = next((hit for one in WHOM if (hit := self._news("dead", one))), None)
        return found is not None and not self._has("others", found.end)

    def _of_whom(self, group: str) -> set[str]:
        """Whether it is said of a woman, a man, or it is not told."""
        return {one for one in WHOM if self._news(group, one)}

    def _news(self, group: str, meaning: str) -> Found | None:
        found = find(self.said, self.known.groups[group], self.language, meaning=meaning)
        if found is None or self._starts("no_death", found.end) or self._is_long_ago(found):
            return None
        return found

    def _is_long_ago(self, found: Found) -> bool:
        """By a year, a month that is neither this nor the last, or a day, in the sentence that tells it."""
        v, today, end = heard(self.language), self.context.today, found.end
        while end < len(self.reply.words) and self.reply.gap(end) != ". ":
            end += 1
        said = self.reply.text[self.reply.words[found.start].start : self.reply.words[end - 1].end]
        reply = numbered(said, self.language)
        if any(_is_year(reply, i, word.number or 0, today.year) for i, word in enumerate(reply.words)):
            return True
        days = [one.day for _, one in find_days(reply, v, today, "past") if one.day]
        if days:
            return all((today - day).days > RECENT for day in days)
        months = {int(hit[1]) for i in range(len(reply.words)) if (hit := v.dates.months.at(reply.folded, i))}
        return bool(months - {today.month, (today.month - 2) % 12 + 1})

    def _has(self, name: str, end: int | None = None) -> bool:
        words = self.said.folded[:end]
        return any(self.known.phrases[name].at(words, i) for i in range(len(words)))

    def _starts(self, name: str, i: int) -> bool:
        return not self.reply.gap(i) and self.known.phrases[name].at(self.said.folded, i) is not None


def _is_year(reply: Reply, i: int, number: int, this_year: int) -> bool:
    """ "In 1998", "in 91", "in '71"."""
    in_figures = reply.folded[i].isdecimal()
    if len(reply.folded[i]) == 2 and in_figures:
        return i > 0 and reply.folded[i - 1] == "in" and this_year % 100 != number
    return in_figures and number in CENTURY and number < this_year


def _called(names: Names) -> Mapping[str, str]:
    """Each part of a name, with the word that stands for it; the owner's goes first."""
    parts = [(part, CARED_FOR) for part in names.cared_for.split()] + [(part, OWNER) for part in names.owner.split()]
    folded = [(fold(part), word) for part, word in parts]
    telling = [(part, word) for part, word in folded if len(part) >= SHORTEST and part not in TITLES]
    return {form: word + ending for part, word in telling for ending in ("", "s") for form in (part + ending,)}
