"""A reply cut into words, each knowing where it stood, so that whatever is not the answer can be kept.

Nothing here knows a language: the lists come from the vocabulary.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.answers.asks import declines
from flows.answers.mail import body
from flows.answers.reactions import reaction
from messages.heard import Phrases, Vocabulary, fold, heard

# Digits joined by a sign stay together (3/4/26, 10.30, 7/10); signs that answer on their own are words.
_WORD = re.compile(r"\d+(?:[/.:\-]\d+)+|[^\W_]+(?:['’‘`´][^\W_]+)*|[👍👎👌✅❌✔✖☑🙅🙆]|%")
_BREAK = re.compile(r"[^\s\w'’‘`´&@#\ufe0f\u200d\u20e3/]")
_HELD_DOWN = re.compile(r"([^\W\d])\1{2,}")
_TRIM = " \t\r\n.,;:!…–—-*)"


class Word(NamedTuple):
    text: str
    start: int
    end: int
    number: int | None = None
    ordinal: bool = False


class Reply(NamedTuple):
    """What was written, its words, and the words as they are compared."""

    text: str
    words: tuple[Word, ...]
    folded: tuple[str, ...]

    def first(self, most: int) -> "Reply":
        """The same reply, read no further than so many words."""
        return self if len(self.words) <= most else self._replace(words=self.words[:most], folded=self.folded[:most])

    def breaks_before(self, i: int) -> bool:
        """A full stop, comma, dash or smiley stands between this word and the one before it."""
        if i <= 0 or i >= len(self.words):
            return True
        return _breaks(self.text[self.words[i - 1].end : self.words[i].start])

    def gap(self, i: int) -> str:
        """The sign of a break before this word: a question's end, a sentence's, or a lesser one; nothing where none is."""
        end = self.words[i].start if i < len(self.words) else len(self.text)
        return _sign(self.text[self.words[i - 1].end : end]) if i else ""

    def rest(self, i: int) -> str:
        """What was written from this word on."""
        return self.text[self.words[i].start :].strip() if i < len(self.words) else ""

    def before(self, i: int) -> str:
        end = self.words[i].start if i < len(self.words) else len(self.text)
        return self.text[:end].strip(_TRIM + "(")

    def asks(self, i: int) -> bool:
        """A question mark follows the word before this one, before the next."""
        start = self.words[i - 1].end if 0 < i <= len(self.words) else 0
        end = self.words[i].start if i < len(self.words) else len(self.text)
        return any(mark in self.text[start:end] for mark in "?؟？")

    def clauses(self, start: int = 0) -> list[int]:
        """Where each stretch between full stops, commas and dashes begins."""
        return [i for i in range(start, len(self.words)) if i == start or self.breaks_before(i)]


@lru_cache(maxsize=1024)  # there are few kinds of gap, and each is looked at many times
def _breaks(between: str) -> bool:
    return between != " " and _BREAK.search(between) is not None


@lru_cache(maxsize=1024)
def _sign(between: str) -> str:
    if any(mark in between for mark in "?؟？"):
        return "? "
    if any(mark in between for mark in ".!;\n"):
        return ". "
    return ", " if _breaks(between) else ""


@lru_cache(maxsize=256)
def words_of(text: str) -> Reply:
    """A text in words. Kept for a while: each reader and each command looks at the same reply."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    words = tuple(Word(m.group(), *m.span()) for m in _WORD.finditer(text))
    return Reply(text, words, tuple(_folded(word.text) for word in words))


def reply_of(text: str, v: Vocabulary) -> Reply:
    """A whole reply in words: without greeting, quotes and signature, and with slips of the thumb forgiven."""
    return _reply(text, v.language)


@lru_cache(maxsize=256)
def _reply(text: str, language: str) -> Reply:
    v = heard(language)
    tapped = reaction(text, v)
    found = words_of(body(text, v) if tapped is None else tapped.sign)
    return found._replace(folded=tuple(v.often.get(word, word) for word in found.folded))


@lru_cache(maxsize=8192)  # 2 MB at most; people use few words, many times
def _folded(text: str) -> str:
    """As it is compared. 3/4/26 keeps its signs; "yesss" and "nooo" lose the letters held down."""
    if text[0].isdecimal() and not text.isalnum():
        return unicodedata.normalize("NFKD", text)
    return _HELD_DOWN.sub(r"\1", fold(text)) or text


def skip_over(reply: Reply, i: int, *lists: Phrases) -> int:
    """The first word from here on that none of the lists takes."""
    while i < len(reply.folded):
        word, size = reply.folded[i], 0
        for phrases in lists:
            if word in phrases.from_word and (hit := phrases.at(reply.folded, i)):
                size = max(size, hit[0])
        if not size:
            break
        i += size
    return i


def start_of(reply: Reply, v: Vocabulary) -> int:
    """Past "hello", "oh well" and the like."""
    return skip_over(reply, 0, v.common.greetings, v.common.lead_in, v.common.polite)


def only_between(reply: Reply, start: int, end: int, *lists: Phrases) -> bool:
    """The words from start up to end say nothing beyond what the lists hold."""
    while start < end:
        hits = [hit[0] for hit in (phrases.at(reply.folded, start, end) for phrases in lists) if hit]
        if not hits:
            return False
        start += max(hits)
    return True


def framed(
    reply: Reply, start: int, end: int, v: Vocabulary, before: Phrases, after: Phrases, new_thought: bool = False
) -> str | None:
    """The rest of the reply if words start..end are plainly the answer in it, else None.

    Only known words may lead up to an answer ("I'd say about"), and it must stop cleanly: at the end, at a
    full stop or comma, or where a new thought begins ("7 but my knee hurts"). "7 cats" is no score.
    """
    common = v.common
    if not only_between(reply, 0, start, common.greetings, common.lead_in, common.polite, before):
        return None
    if new_thought:
        return reply.rest(end)
    then = skip_over(reply, end, common.polite, after)
    if reply.asks(then) and then == len(reply.words):
        return None
    if common.alternatives.at(reply.folded, then):
        return None
    if then == len(reply.words) or reply.breaks_before(then) or common.goes_on.at(reply.folded, then):
        return reply.rest(then)
    return None


def is_skip(text: str, v: Vocabulary) -> bool:
    """The person would rather not say: all of the reply says so, or a sentence in it that means this question."""
    reply = reply_of(text, v)
    start = start_of(reply, v)
    return declines(reply, v.language) or any(
        v.common.skip.whole(reply.folded[i:end]) is not None
        for i in {0, start}
        for end in range(i + 1, min(len(reply.words), i + v.common.skip.longest) + 1)
        if skip_over(reply, end, v.common.polite) == len(reply.words)
    )


def refuses(text: str, v: Vocabulary) -> bool:
    """All of the reply is "no thanks", which says nothing else where no yes or no is asked for."""
    reply = reply_of(text, v)
    hit = v.common.refuses.at(reply.folded, 0)
    return hit is not None and skip_over(reply, hit[0], v.common.polite) == len(reply.words)


def phrase_size(hit: tuple[int, str] | None) -> int:
    return hit[0] if hit else 0


def joined(words: Sequence[str]) -> str:
    return " ".join(words)
