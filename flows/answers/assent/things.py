"""What the words of a clause name of what was asked: the thing itself, its opposite, or none of it; and where it ends."""

from flows.answers.assent.asked import Asked, lemma
from messages.heard import Phrases, Vocabulary

SOME = 6  # words
BETWEEN = 6  # words: how many may stand before the thing that is named ("a lovely big ramp")
Words = tuple[str, ...]


def opposite(words: Words, start: int, asked: Asked, v: Vocabulary) -> bool:
    """ "I live with my daughter" to "Do you live alone?"."""
    for i in range(start, len(words)):
        hit = v.echo.opposites.at(words, i)
        quits = v.echo.quits.at(words, i)
        early = i <= start + 1 and "hard" not in asked.words and words[i] not in v.echo.places
        gone = quits and early and v.echo.things.at(words, i + quits[0])  # "refused it"
        if quits and (gone or thing(words, i + quits[0], asked, v) is not None):
            return True
        if hit and not asked.words.isdisjoint(hit[1].split()):
            return True
        if v.echo.nots.at(words, i) or denies(words, i, v):
            return False
    return False


def scoffs(words: Words, i: int, v: Vocabulary) -> bool:
    """ "Does she heck"."""
    aux = v.echo.auxiliaries.at(words, i)
    who = v.echo.speakers.at(words, i + aux[0]) if aux else None
    return aux is not None and who is not None and v.echo.scoffs.at(words, i + aux[0] + who[0]) is not None


def closes(words: Words, asked: Asked, v: Vocabulary) -> bool:
    """ "That's all", to "anything else?"."""
    hits = (v.echo.opposites.at(words, i) for i in range(len(words)))
    return "else" in asked.words and any(hit and hit[1] == "else" for hit in hits)


def denies(words: Words, i: int, v: Vocabulary) -> bool:
    hit = v.echo.auxiliaries.at(words, i)
    return hit is not None and hit[1].endswith(" not")


def names(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool | None:
    """ "No ramp", "not on a Sunday", "none of that": what is asked about, denied; or said by itself: "alone"."""
    if not asked.permits and _deeply(words, i, asked, v):
        return True
    if _with_somebody(words, i, asked, v):
        return True
    denied = max((hit[0] for p in (v.echo.none, v.echo.nots) if (hit := p.at(words, i))), default=0)
    start = i + denied
    if asked.permits and (not denied or v.echo.speakers.at(words, i)):
        return None  # leave is given and refused in words of its own: "help me" gives none
    if v.echo.none.at(words, i) and ends(words, start, v):
        return False if words[i] in v.yes_no.no_alone or not asked.words.isdisjoint(v.echo.any_of.from_word) else None
    if denied and v.echo.things.at(words, start) and ends(words, start + 1, v):
        return False  # "not that one"
    if denied and _never(words, i, asked, v):
        return False
    named = thing(words, start, asked, v)
    if named is None or denied:
        return False if named or (denied and _repeated(words, start, asked, v)) else None
    if words[i] in v.echo.begins and v.echo.speakers.at(words, i + 1):
        return None  # "well, I went to bed", to "Are you sleeping well?"
    loose = (v.echo.places,) if _as_a_verb(words[named - 1], asked, v) else ()
    return True if ends(words, named, v, *loose) else None


def _as_a_verb(word: str, asked: Asked, v: Vocabulary) -> bool:
    """Not "the boiler"."""
    pairs = zip(asked.text, asked.text[1:], strict=False)
    a_thing = any(
        lemma(other, v) == lemma(word, v) and one in v.echo.whom and one not in v.echo.speakers for one, other in pairs
    )
    return lemma(word, v) in asked.verbs and not a_thing


def _with_somebody(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "With my brother", to "Do you live with anybody?"."""
    pairs = zip(asked.text, asked.text[1:], strict=False)
    begins = any(one == words[i] and other in v.echo.somebody for one, other in pairs)
    return begins and v.echo.speakers.at(words, i + 1) is not None and words[i] in v.echo.places


def _deeply(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Very useful only next time bring a chair"."""
    hit = v.echo.deeply.at(words, i)
    at = i + hit[0] if hit else len(words)
    return at < len(words) and lemma(words[at], v) in asked.content and not denies(words, at + 1, v)


def _never(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Never touched one"; but "never better", "never fails" deny nothing."""
    asks_whether = not (asked.in_order or asked.offers or "hard" in asked.words)
    if words[i] in v.echo.none or not asks_whether or not v.echo.managing.from_word.keys().isdisjoint(asked.verbs):
        return False  # "no rest for the wicked"
    return words[i] in v.yes_no.no and i + 1 < len(words) and not v.echo.never_so.at(words, i + 1)


def _repeated(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "No family", to "Do your family live nearby?": a word of the question that is no mere particle."""
    return i < len(words) and words[i] in asked.words and words[i] not in v.echo.idle and words[i] not in v.echo.small


def thing(words: Words, i: int, asked: Asked, v: Vocabulary) -> int | None:
    """Where something that the question names ends, with only small words before it."""
    for at in range(i, min(i + BETWEEN, len(words))):
        if words[at] not in v.echo.small and not words[at].isdecimal():
            return at + 1 if lemma(words[at], v) in asked.content else None
    return None


def one_of_them(words: Words, i: int, v: Vocabulary) -> int | None:
    """Where "it", "two of them" or "a bad one" ends."""
    if found := v.echo.things.at(words, i):
        return i + found[0]
    if i < len(words) and words[i].isdecimal():
        return i + 1
    run = range(i, min(i + BETWEEN, len(words)))
    past = next((at for at in run if words[at] not in v.echo.small), run.stop)
    return next((at + 1 for at in range(past - 1, i, -1) if words[at] in v.echo.ones), None)


def measures(words: Words, start: int, asked: Asked, v: Vocabulary) -> bool | None:
    """ "A bit", "all the time"; and "not too good" where the question asks after good order."""
    i = start
    owner = v.echo.owners.at(words, i)
    noun = i + (owner[0] if owner else 0)
    if noun + 1 < len(words) and words[noun] in asked.words and words[noun] not in v.echo.small:
        i = noun + 1
    while i < len(words) and (hit := v.echo.joined.at(words, i) or v.echo.auxiliaries.at(words, i)):
        if hit[1].endswith(" not") or (hit[1].startswith("i ") and asked.whom != "you"):
            return None
        i += hit[0]
    if i == start and not asked.in_order and _counted(words, i, asked, v):
        return True
    if asked.offers or asked.permits or not asked.words.isdisjoint(v.echo.often.from_word):
        return None
    if i == start and not asked.in_order and i < len(words) and (_each(words, i, asked, v)):
        return True
    for phrases, said in _scale(asked, v):
        if (phrases is not v.echo.degrees or i == start) and (hit := phrases.at(words, i)):
            while more := phrases.at(words, i := i + hit[0]):
                hit = more
            return said if over(words, i, v) or v.clauses.but.at(words, i) or v.echo.joined.at(words, i) else None
    return None


def _counted(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Two as it happens", to "Have you got a torch?"; "very often"."""
    has = not asked.words.isdisjoint(v.echo.having.from_word) and words[i] in v.echo.counts
    after = one_of_them(words, i, v) if has else None
    hit = v.echo.steadily.at(words, i) or (None if asked.today or asked.offers else v.echo.tally.at(words, i))
    return any(end is not None and ends(words, end, v) for end in (after, hit and i + hit[0]))


def _each(words: Words, i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Every Sunday God sends"; and "now and again", to "Do you ever ...?"."""
    spoilt = any(
        v.echo.nots.at(words, at) or v.echo.hedges.at(words, at) or denies(words, at, v) for at in range(i, len(words))
    )
    said_by = any(v.echo.speakers.at(words, at) or v.echo.joined.at(words, at) for at in range(i, len(words)))
    if v.echo.whole_of.at(words, i) and i + 1 < len(words):
        return not spoilt and not said_by and len(words) - i <= SOME
    hit = v.yes_no.at_times.at(words, i) if "ever" in asked.words else None
    return hit is not None and over(words, i + hit[0], v)


def _scale(asked: Asked, v: Vocabulary) -> tuple[tuple[Phrases, bool], ...]:
    """How well it goes answers after good order, and the other way round after trouble."""
    if asked.family in ("can", "able"):
        return ((v.echo.ably, True),)
    if asked.in_order:
        return (v.echo.poor, False), (v.echo.good, True)
    return ((v.echo.degrees, True), *(((v.echo.poor, True), (v.echo.good, False)) * ("hard" in asked.words)))


def ends(words: Words, i: int, v: Vocabulary, *more: Phrases) -> bool:
    """The clause may end here: it does, or says when, since when or why, or somebody speaks on."""
    i = _past_tails(words, i, v)
    joins = (v.echo.follows, v.echo.joined, *more)
    return i >= len(words) or any(p.at(words, i) for p in joins) or others_deny(words, i, v)


def others_deny(words: Words, i: int, v: Vocabulary) -> bool:
    """ "Told them twice | they haven't written it down"."""
    who = v.echo.speakers.at(words, i)
    return who is not None and who[1] == "they" and denies(words, i + who[0], v)


def over(words: Words, i: int, v: Vocabulary) -> bool:
    """The clause is over but for courtesies."""
    return _past_tails(words, i, v) >= len(words)


def _past_tails(words: Words, i: int, v: Vocabulary) -> int:
    while i < len(words) and (hit := v.common.polite.at(words, i) or v.echo.tails.at(words, i)):
        i += hit[0]
    return i
