"""What a mail program, or somebody who writes texts as letters, puts round a reply: quoted text, greeting, signature.

None of it answers anything, and a signature's number or a quoted question could be taken for an answer.
"""

import re

from messages.heard import Phrases, Vocabulary, fold

_QUOTED = re.compile(r"^\s*(?:>|[-_]{2,}\s*(?:original|forwarded)\b)", re.IGNORECASE)
_WROTE = re.compile(r"^\s*on\b.{4,80}\bwrote:\s*$", re.IGNORECASE)
_CUT = re.compile(r"^\s*(?:--|__+)\s*$")
_TITLED = re.compile(r"^[^|]{3,40} \| [^|]{3,}")  # "Jo Brannigan | Ward Clerk"
_STOPS = ".!?…\n"
LONGEST_SIGN = 30  # characters
OPENING = 6  # words: a longer first line is no greeting


def body(text: str, v: Vocabulary) -> str:
    """The reply itself; all of the text when nothing else would be left."""
    return _unsigned(_without_letter(text, v), v)


def _unsigned(text: str, v: Vocabulary) -> str:
    """Without "Ron" or "love, Jean xx" after the last full stop; a month is not taken for somebody's name."""
    ended = text.rstrip(_STOPS + " ")
    start = 1 + max(ended.rfind(stop) for stop in _STOPS)
    if len(ended) - start > LONGEST_SIGN or not ended[:start].strip(_STOPS + " "):
        return text
    words = tuple(word for word in _words(ended[start:]) if word.strip("x"))
    closing = v.mail.closings.at(words, 0)
    sender = words[closing[0] :] if closing else words
    named = len(sender) == 1 and sender[0] in v.names.given and sender[0] not in v.dates.months
    return text[:start] if named else text


def _without_letter(text: str, v: Vocabulary) -> str:
    lines = text.splitlines()
    if len(lines) < 2:
        return text
    kept = [line for line in lines[: _end(lines, v)] if not _QUOTED.match(line)]
    while kept and (not kept[0].strip() or _opens(kept[0], v)):
        kept = kept[1:]
    return "\n".join(kept).strip() or text


def _end(lines: list[str], v: Vocabulary) -> int:
    """The line where the signature, or the text that is answered, begins; never the first with words in it."""
    for i, line in enumerate(lines):
        titled = i and not lines[i - 1].strip() and _TITLED.match(line)
        ends = titled or _CUT.match(line) or _WROTE.match(line) or _begins(line, v.mail.sent_from) or _closes(line, v)
        if ends and any(one.strip() and not _opens(one, v) and not _QUOTED.match(one) for one in lines[:i]):
            return i
    return len(lines)


def _words(line: str) -> tuple[str, ...]:
    return tuple(word for word in (fold(part) for part in re.split(r"[\s,.!]+", line)) if word)


def _begins(line: str, phrases: Phrases) -> bool:
    return phrases.at(_words(line), 0) is not None


def _closes(line: str, v: Vocabulary) -> bool:
    """ "Yours sincerely," by itself, or with a name behind it."""
    hit = v.mail.closings.at(_words(line), 0)
    return hit is not None and (len(_words(line)) == hit[0] or "," in line)


def _opens(line: str, v: Vocabulary) -> bool:
    """ "Dear team," by itself on a line."""
    words = _words(line)
    ends = line.rstrip().endswith((",", "!")) or v.mail.openings.whole(words) is not None
    return 0 < len(words) <= OPENING and ends and v.mail.openings.at(words, 0) is not None
