"""What to call someone: one to four words that look like a name, with a title or initials if they gave them.

A question, a sentence, a feeling or a greeting is never a name: the list of words that are none is long on purpose.
"""

import re

from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, reply_of, skip_over, start_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, fold, heard

MOST_WORDS = 5
LONGEST = 40
_VOWELS = set("aeiouyAEIOUY")


def _named(reply: Reply, start: int, v: Vocabulary) -> tuple[int, str] | None:
    """The words from here to the end of the clause, if every one of them may be part of a name."""
    end = start
    while end < len(reply.words) and (end == start or _same_name(reply, end, v)):
        if end > start and (v.names.after.at(reply.folded, end) or _stops(reply, end, v)):
            break
        if not _name_like(reply.words[end].text) or v.names.never.at(reply.folded, end):
            return None
        end += 1
    words = [w.text for w in reply.words[start:end]]
    if not words or len(words) > MOST_WORDS or not any(len(w) > 1 and not _is(v.names.titles, w) for w in words):
        return None
    return end, _written(reply, start, end, v)


def _stops(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Margaret but everyone calls me Peg": the name ends where a courtesy or a new thought begins."""
    if v.names.joins.at(reply.folded, i):
        # "Joan and Bill" is a couple; "Joan and im lonely" is not.
        after = i + 1 < len(reply.words) and reply.folded[i + 1]
        return not after or after in v.names.never or after in v.common.goes_on
    written_as_name = all(len(w.text) > 1 and w.text.istitle() for w in reply.words[i - 1 : i + 1])
    known = v.common.polite.at(reply.folded, i) or v.common.goes_on.at(reply.folded, i)
    return bool(known) and not (written_as_name and not v.names.never.at(reply.folded, i))


def _same_name(reply: Reply, i: int, v: Vocabulary) -> bool:
    gap = reply.text[reply.words[i - 1].end : reply.words[i].start]
    initial = len(reply.words[i - 1].text) == 1 or _is(v.names.titles, reply.words[i - 1].text)
    return gap.strip(" \t") in ("", "-", "&") or (initial and gap.strip(" \t") == ".")


def _is(phrases: Phrases, word: str) -> bool:
    return fold(word) in phrases


def _name_like(word: str) -> bool:
    return len(word) <= LONGEST and all(c.isalpha() or c in "'’‘`´" for c in word)


def _written(reply: Reply, start: int, end: int, v: Vocabulary) -> str:
    """The name as they spaced it, with capitals where they left them out."""
    out = ""
    for i in range(start, end):
        gap = reply.text[reply.words[i - 1].end : reply.words[i].start] if i > start else ""
        out += (
            ("-" if gap.strip() == "-" else " & " if "&" in gap else " " if gap.strip() == "" else ". ")
            if i > start
            else ""
        )
        out += _capital(reply.words[i].text, v, first=i == start)
    tail = reply.text[reply.words[end - 1].end :]
    return out + "." if len(reply.words[end - 1].text) == 1 and tail.startswith(".") else out


def _capital(word: str, v: Vocabulary, first: bool) -> str:
    if not (word.islower() or word.isupper()) or (word.isupper() and len(word) == 1):
        return word
    if not first and fold(word) in v.names.particles:
        return word.lower()
    if len(word) <= 3 and not _VOWELS & set(word) and fold(word) not in v.names.titles:
        return word.upper()
    low = re.sub(r"(?:^|(?<=['’‘`´]))(?!s$)\w", lambda m: m.group().upper(), word.lower())
    return re.sub(r"^Mc(\w)", lambda m: f"Mc{m.group(1).upper()}", low)


def _tail(reply: Reply, end: int, v: Vocabulary) -> str | None:
    """What follows the name; None when it shows that this was no name after all."""
    then = skip_over(reply, end, v.common.polite, v.names.after)
    if then == len(reply.words):
        return None if reply.asks(then) else ""
    clean = reply.breaks_before(then) or v.common.goes_on.at(reply.folded, then)
    return reply.rest(then) if clean and not reply.asks(then) else None


def _introduced(reply: Reply, v: Vocabulary) -> Ok[str] | None:
    """ "everyone calls me Peg", wherever it stands."""
    for i in range(len(reply.words)):
        if hit := v.names.intro_anywhere.at(reply.folded, i):
            start = i + hit[0]
            denied = v.choice.denies.at(reply.folded, start) or (i and v.choice.denies.at(reply.folded, i - 1))
            named = None if denied else _named(reply, start, v)
            if named and (rest := _tail(reply, named[0], v)) is not None:
                return Ok(named[1], " ".join(p for p in (_unless_polite(reply, i, v), rest) if p))
    return None


def _unless_polite(reply: Reply, i: int, v: Vocabulary) -> str:
    said_nothing = only_between(reply, 0, i, v.common.greetings, v.common.lead_in, v.common.polite, v.names.intro)
    return "" if said_nothing else reply.before(i)


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v)
    start = start_of(reply, v)
    intro = max(
        (hit[0] for i in {0, start} if (hit := v.names.intro.at(reply.folded, i)) and i + hit[0] >= start), default=0
    )
    if not intro and (introduced := _introduced(reply, v)) is not None:
        return introduced
    named = _named(reply, skip_over(reply, start, v.names.intro), v)
    rest = _tail(reply, named[0], v) if named else None
    return Ok(named[1], rest) if named and rest is not None else Unclear()


a_name = TextReader("name", _read)
