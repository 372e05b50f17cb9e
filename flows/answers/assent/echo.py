"""A yes or a no in the question's own words: "we've got a ramp", "she doesn't sleep", "no ramp", "not on a Sunday".

A clause answers when its auxiliary or its verb is the question's and nothing in it leads elsewhere: "I do worry" says
nothing to "Do you live alone?", and "I can if somebody helps me" is no yes.
"""

from flows.answers.assent.against import Head, gone, is_to_have, leaves_open, merely_has, others_speak, was, wonders
from flows.answers.assent.asked import Asked, is_verb, lemma
from flows.answers.assent.things import denies, ends, measures, names, one_of_them, opposite, others_deny, scoffs, thing
from flows.answers.assent.unable import not_come_to, nothing, unable
from flows.answers.words import Reply
from messages.heard import Vocabulary

# Which auxiliaries answer which.
ANSWERED_BY = {
    "do": "do have",
    "have": "have do",
    "be": "be do",
    "can": "can do",
    "able": "can do be",
    "will": "will can do",
}
# Of whom an answer may speak.
SPOKEN_OF = {
    "you": "i it there",
    "us": "i you it",
    "it": "it you",
    "they": "they it nobody there",
    "person": "they nobody",
    "anyone": "they it nobody i there",
}


def echoes(reply: Reply, start: int, asked: Asked, v: Vocabulary) -> bool | None:
    """What the clause that begins here says to the question."""
    end = next((i for i in range(start + 1, len(reply.words)) if reply.breaks_before(i)), len(reply.words))
    words = reply.folded[:end]
    if start >= end or reply.asks(end) or leaves_open(words, start, asked, v) or wonders(words, start, v):
        return None
    if "hard" in asked.words and any(v.echo.struggles.at(words, i) for i in range(start, end)):
        return True
    if opposite(words, start, asked, v) or scoffs(words, start, v):
        return False
    for says in (measures, names):
        if (said := says(words, start, asked, v)) is not None:
            return said
    head = _head(words, start, asked, v)
    if asked.today and gone(words, start, head.end, v):
        return None  # "I was", to "Are you"
    if not (_may_answer(words, head, asked, v) or _in_their_place(words, start, head, asked, v)):
        return None
    return False if unable(words, head, asked, v) else _goes_on(words, head, asked, v)


def _may_answer(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool:
    """Of the right person, not a question ("can we ..."), and not denied twice."""
    has = asked.words & {*v.echo.having.from_word}
    if head.who not in ("", *SPOKEN_OF[asked.whom].split()) and not (head.who == "nobody" and has):
        return False
    if head.who == "there" and asked.whom == "you" and not has:
        return False
    taken = "have" in head.families and v.echo.things.at(words, head.end)
    if head.families and not head.who and v.echo.speakers.at(words, head.end) and not taken:
        return False
    if is_to_have(words, head, asked) and v.echo.things.at(words, head.end):
        return False
    further = range(head.end, len(words))
    joins = next((i for i in further if v.yes_no.turns.at(words, i) or others_deny(words, i, v)), len(words))
    return not any(denies(words, i, v) for i in further[: joins - head.end])


def _head(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> Head:
    who, families, denied = "", (), False
    if hit := v.echo.joined.at(words, i):
        who, *families = hit[1].split()
        i += hit[0]
    elif hit := v.echo.speakers.at(words, i):
        who, i = hit[1], i + hit[0]
    elif (
        i + 1 < len(words)
        and words[i] in asked.nouns
        and (v.echo.auxiliaries.at(words, i + 1) or is_verb(words[i + 1], asked, v))
    ):
        who, i = "they", i + 1  # "nurse came"
    elif v.echo.owners.at(words, i) and i + 1 < len(words) and words[i + 1] in asked.words:
        who, i = "they", i + 2
    while i < len(words):
        aux, no, other = v.echo.auxiliaries.at(words, i), v.echo.nots.at(words, i), v.echo.adverbs.at(words, i)
        if aux and not families:
            families, denied, i = aux[1].split()[:1], denied or aux[1].endswith(" not"), i + aux[0]
        elif no or other:
            denied, i = denied or no is not None, i + max(no[0] if no else 0, other[0] if other else 0)
        else:
            break
    return Head(who, tuple(families), denied or who == "nobody", i)


def _goes_on(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool | None:
    fits = not {*head.families}.isdisjoint(ANSWERED_BY[asked.family].split() + ["be"] * ("be" in asked.words))
    bare = not head.who and not head.denied and head.families[:1] in (("be",), ("do",))
    if fits and not bare and _stops(words, head, v):
        return not head.denied
    if fits and not bare and _literally(words, head.end, asked, v):
        return not head.denied
    verb = head.end < len(words) and is_verb(words[head.end], asked, v)
    if (
        head.who in SPOKEN_OF[asked.whom].split()
        and not asked.permits
        and "hard" not in asked.words
        and nothing(words, head, v)
    ):
        return False
    if (verb and head.who == "nobody") or not_come_to(words, head, asked, v):
        return False
    return _object(words, head, asked, verb, v) if verb or fits else None


def _literally(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> bool:
    """ "She was on time", to "Was the volunteer on time?": two words of the question, in its order."""
    two = words[i : i + 2]
    side_by_side = any(asked.text[k : k + 2] == two for k in range(len(asked.text) - 1))
    thing = v.echo.things.at(words, i + 2)
    return len(two) == 2 and side_by_side and ends(words, i + 2 + (thing[0] if thing else 0), v)


def _stops(words: tuple[str, ...], head: Head, v: Vocabulary) -> bool:
    """Nothing more is said than "I do", or only when and why; "I am fine" and "I am in bed" say more."""
    elsewhere = v.echo.places.at(words, head.end) and not v.echo.tails.at(words, head.end)
    if "be" in head.families and (elsewhere or any(p.at(words, head.end) for p in (v.echo.good, v.echo.poor))):
        return False
    loose = () if {"be", "have"} & {*head.families} else (v.echo.places,)
    if head.who and v.echo.surely.at(words, head.end):
        return True
    none = v.echo.none.at(words, head.end) and not head.denied
    return not none and ends(words, head.end, v, *loose)


def _object(words: tuple[str, ...], head: Head, asked: Asked, verb: bool, v: Vocabulary) -> bool | None:
    """What the verb or the auxiliary is said of: the question's thing, "it", nothing, or not any."""
    leads = verb or (head.end < len(words) and words[head.end] in v.echo.leading)  # "been to all of them"
    i = _past_particles(words, head.end + verb, asked, v) if leads else head.end
    lack = v.echo.lacking.at(words, head.end) if head.denied else None
    if lack and thing(words, head.end + lack[0], asked, v) is not None:
        return True  # "I'm never out of pain"
    if verb and head.denied and (v.echo.none.at(words, i) or v.echo.nots.at(words, i)):
        return False  # "I do not drive no more"
    if none := v.echo.none.at(words, i):
        after = i + none[0]
        return False if ends(words, after, v, v.echo.places) or thing(words, after, asked, v) is not None else None
    if not head.denied and {"more", "than"} <= asked.words:
        return None
    if thing(words, i, asked, v) is not None:
        return not head.denied
    counted = i < len(words) and words[i].isdecimal() and head.families[:1] == ("be",)  # "she's 94"
    if not counted and (after := one_of_them(words, i, v)) and ends(words, after, v, v.echo.places):
        return None if merely_has(head, asked, verb, v) else not head.denied
    told = head.families or head.who or lemma(words[head.end], v) != words[head.end] or "did" in asked.words
    before = words[head.end - 1] if head.end else ""
    told = told or before in v.clauses.joins or before in v.echo.adverbs  # "I've got it and use it", "still get them"
    if not (verb and told):
        return None
    if asked.bare and not head.denied and head.who and _itself(words[head.end], asked, v):
        return True  # "I drive a Honda"
    where = (v.echo.company,) if asked.content and not (head.denied or asked.bare) else (v.echo.places,)
    return not head.denied if ends(words, i, v, *where) else None


def _itself(word: str, asked: Asked, v: Vocabulary) -> bool:
    """The very verb of the question, of the same time."""
    return "hard" not in asked.words and lemma(word, v) in asked.verbs and not was(word, asked, v)


def _in_their_place(words: tuple[str, ...], start: int, head: Head, asked: Asked, v: Vocabulary) -> bool:
    """A carer answers for whom the question means: "she has them twice a day"; but nobody else may be about."""
    if asked.whom != "you" or asked.permits or head.who != "they" or words[start] not in v.echo.elders:
        return False
    asks_of = any(v.others.people.at((word,), 0) for word in asked.words)
    return not (asks_of or others_speak(words, v)) and _may_answer(words, head._replace(who="i"), asked, v)


def _past_particles(words: tuple[str, ...], i: int, asked: Asked, v: Vocabulary) -> int:
    """Past the "out" of "get out" when the question has it too."""
    while i < len(words) and words[i] in v.echo.small and words[i] in asked.words and words[i] not in v.echo.things:
        i += 1
    return i
