"""What a yes-or-no question asks: its auxiliary, whom it is about, its verbs and the things it names.

A question that is turned round ("Would you mind", "Don't you") or offers two things ("tea or coffee") asks nothing here:
its own words would answer it the wrong way.
"""

from functools import lru_cache
from typing import NamedTuple

from flows.answers.asks import plain
from flows.answers.words import Reply, words_of
from messages.heard import Vocabulary, heard

SHORTEST = 4  # letters: shorter words have no endings to take off
MOST_WORDS = 60


class Asked(NamedTuple):
    """`family` is the auxiliary's: "do", "be", "have", "can", "able", "will". `whom` is "you", "they", "anyone", "us" or "it".
    `bare`: the verb is said of no thing ("Have you fallen lately?")."""

    family: str
    whom: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    content: frozenset[str]
    offers: bool
    permits: bool
    sees_phone: bool
    in_order: bool
    today: bool
    words: frozenset[str]
    bare: bool
    text: tuple[str, ...]
    lacking: frozenset[str]


def lemma(word: str, v: Vocabulary) -> str:
    """One form of a word: "slept" and "sleeping" as "sleep"."""
    if hit := v.echo.forms.at((word,), 0):
        return hit[1]
    for ending in ("ing", "in", "ed", "es", "s", "e") if len(word) >= SHORTEST else ():
        whole = ending == "in" and word[-3] in "aeiou"  # "explain"
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1 and not whole:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) >= SHORTEST and word[-1] == word[-2] else word


def is_verb(word: str, asked: Asked, v: Vocabulary) -> bool:
    """One of the question's verbs, or one that answers it as well: "she came", to "Has she been?"."""
    kin = v.echo.kin.at((word,), 0)
    return lemma(word, v) in asked.verbs or (kin is not None and not asked.verbs.isdisjoint(kin[1].split()))


@lru_cache(maxsize=256)
def asked(question: str, language: str) -> Asked | None:
    v = heard(language)
    reply = words_of(question).first(MOST_WORDS)
    start, end = _sentence(reply)
    words = plain(reply.folded, language)[start:end]
    until = next(
        (i for i, word in enumerate(words) if i and (word in v.echo.when or word in v.echo.whether)), len(words)
    )
    if not words or any(v.echo.turned.at(words, i) and not _a_place(words, i, v) for i in range(until)):
        return None
    found = next((i for i in range(len(words)) if _begins(words, i, v)), None)
    if found is None:
        return None
    return _taken_in(words[found:], v)


def _a_place(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """ "The bus stop"."""
    return i > 0 and words[i] in v.echo.halts and words[i - 1] in v.echo.stands


def _sentence(reply: Reply) -> tuple[int, int]:
    """The last sentence that ends in a question mark; without any, all that was asked."""
    ends = [i for i in range(1, len(reply.words) + 1) if reply.asks(i)]
    if not ends:
        return 0, len(reply.words)
    starts = [i for i in range(ends[-1]) if i == 0 or reply.gap(i)[:1] in {".", "?"}]
    return starts[-1], ends[-1]


def _begins(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """An auxiliary with somebody after it; or one that opens the question, whoever it is: "Would Tuesdays suit you?"."""
    opens = i == 0 and len(words) > 2
    return v.echo.auxiliaries.at(words, i) is not None and (opens or v.echo.whom.at(words, i + 1) is not None)


def _taken_in(words: tuple[str, ...], v: Vocabulary) -> Asked:
    size, meaning = v.echo.auxiliaries.at(words, 0) or (1, "")
    whom_size, whom = v.echo.whom.at(words, size) or (1, "they")
    whom = (
        "anyone" if whom == "they" and words[0] not in v.echo.offering and words[size] in v.echo.one_of_many else whom
    )  # "Could a neighbour ...?"
    after = size + whom_size + (words[size] in v.echo.owners)
    named = words[size + whom_size : after] if whom == "they" else ()
    cut = next((i for i, w in enumerate(words) if w in v.echo.when), len(words))
    said = [lemma(w, v) for w in words[after:cut] if w not in v.echo.idle]
    more = {one for one in said if one in _verbs(v.language)} if whom == "they" else set[str]()
    hard = [one for one in said if one in v.echo.hard]
    said = hard or said
    opens = [] if v.echo.whom.at(words, size) else [lemma(words[size], v)]  # "Would Tuesday morning suit you?"
    if any(v.echo.getting.at(words, i) for i in range(len(words))):
        said += ["go"]  # "get out" is to go
    more |= _done_by(words, v)
    light = bool(said) and said[0] in v.echo.light and said[1:2] != ["have"]
    return Asked(
        family="able" if "able" in words else meaning.split()[0],
        whom="anyone" if any(w in v.echo.somebody for w in words) and whom == "you" else whom,
        verbs=frozenset((*more, *said[: 2 if light or named else 1])),
        nouns=frozenset(named),
        content=frozenset((*opens, *(said[1:] if light else said))),
        offers=words[0] in v.echo.offering or any(v.echo.offers.at(words, i) for i in range(len(words))),
        permits=any(v.echo.permits.at(words, i) for i in range(len(words))),
        sees_phone=whom == "anyone" and any(v.others.asked.at(words, i) for i in range(len(words))),
        in_order=any(v.echo.order.at(words, i) for i in range(len(words))),
        today=words[0] in v.echo.today,
        words=frozenset((*said, *words, whom, *(("hard",) if hard else ()))),
        text=words,
        lacking=frozenset(_lacking(words, v)),
        bare=_bare(words, said[:1], v),
    )


@lru_cache
def _verbs(language: str) -> frozenset[str]:
    """What is surely a verb, however long its subject: "did the new hearing aid batteries come"."""
    return frozenset(one for meaning in heard(language).echo.kin.meanings.values() for one in meaning.split())


def _done_by(words: tuple[str, ...], v: Vocabulary) -> set[str]:
    """What somebody is wanted for: "to take you"."""
    who = next((i for i, word in enumerate(words) if word in v.echo.somebody), len(words))
    to = next((i for i in range(who + 1, len(words)) if words[i] in v.echo.wanted_to), len(words))
    return {lemma(word, v) for word in words[to + 1 : to + 3] if word not in v.echo.idle and word not in v.echo.small}


def _lacking(words: tuple[str, ...], v: Vocabulary) -> list[str]:
    """What the question is to be done without: "help"."""
    start = next((i + 1 for i, word in enumerate(words) if word in v.echo.lacks), len(words))
    return [lemma(word, v) for word in words[start:] if word not in v.echo.idle]


def _bare(words: tuple[str, ...], verb: list[str], v: Vocabulary) -> bool:
    """Nothing but a time follows the verb."""
    after = next((i + 1 for i, word in enumerate(words) if lemma(word, v) in verb), 0)
    return after > 0 and (after == len(words) or v.echo.spans.at(words, after) is not None)
