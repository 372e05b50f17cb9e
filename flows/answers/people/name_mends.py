"""A name put right behind itself: "Mrs Bayes I mean Bates"; "Zbigniew, but for the English it is hard, so Ziggy"."""

from flows.answers.people.name_finds import ASKED, MOST_PLACES, Found, ends
from flows.answers.people.name_runs import known, name_at, sure, written
from flows.answers.words import Reply, only_between, phrase_size, skip_over
from messages.heard import Vocabulary, fold


def corrected(reply: Reply, one: Found, v: Vocabulary) -> Found:
    """ "Mrs Bayes I mean Bates"; "Zbigniew, but for the English it is hard, so Ziggy"."""
    if one.how == ASKED:
        return one
    for k in range(one.end, min(len(reply.words), MOST_PLACES)):
        near = k == one.end or only_between(reply, one.end, k, v.common.polite)
        size = phrase_size((v.names.mends if near else v.names.turns).at(reply.folded, k))
        start = skip_over(reply, k + size, v.names.links)
        end = name_at(reply, start, v, behind=True) if size else start
        done = skip_over(reply, end, v.common.polite, v.names.after) == len(reply.words)
        if not done and _repeats(reply, one, start, end):
            continue
        if end > start and (done or (near and ends(reply, end, v) and _meant(reply, one, start, end, v))):
            return Found(one.how, one.start, end, _mended(reply, one, (start, end), near, v), one.before)
    return one


def _meant(reply: Reply, one: Found, start: int, end: int, v: Vocabulary) -> bool:
    """ "Sorry autocorrect" puts nothing right."""
    return sure(reply, start, end, v) or any(_like(reply.folded[start], fold(part)) for part in one.name.split())


def _repeats(reply: Reply, one: Found, start: int, end: int) -> bool:
    """ "Stephen Shaw, that's Stephen with a P H"."""
    return set(reply.folded[start:end]) <= set(reply.folded[one.start : one.end])


def _mended(reply: Reply, one: Found, now: tuple[int, int], near: bool, v: Vocabulary) -> str:
    """The name with the word put right that they put right; the rest of it stays."""
    new = written(reply, *now, v)
    old = [fold(w.text) for w in reply.words[one.start : one.end]]
    kept = one.name.split()
    new_title = reply.folded[now[0]] in v.names.titles or known(reply, *now, v)
    titled = near and old[0] in v.names.titles and not new_title
    if now[1] - now[0] == 1 and len(kept) == len(old) > 1 and (titled or _like(fold(new), old[-1])):
        return " ".join([*kept[:-1], new])
    return new


def _like(new: str, old: str) -> bool:
    return new[:1] == old[:1] and abs(len(new) - len(old)) <= 2
