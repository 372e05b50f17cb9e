"""The loop closed: what they said last time is remembered, and asked about before anything else."""

from flows.about import About, in_short
from flows.acts import RaiseItem, Remember
from flows.answers import free_text
from flows.answers.little_said import no_more, nothing_new, tells_of_trouble
from flows.talk import Do, Flow, ask_if_willing, do, say


def since_last_time(about: About) -> Flow[None]:
    """Whether a trouble is any better; or, where there was none, how it has been since."""
    said = in_short(about.get("said", ""))
    trouble = tells_of_trouble(said)
    words = yield from ask_if_willing("since_trouble" if trouble else "since_last_time", free_text, said=said)
    if words is None:
        return
    if trouble and no_more(words):  # a plain no: it is no better
        yield do("trouble_told", RaiseItem("green", "no better", f'said last time: "{said}", and now: "{words}"'))
        yield say("still_so")
    yield remembered(words)


def remembered(words: str) -> Do:
    return do("remembered", Remember(words, flat=nothing_new(words)))
