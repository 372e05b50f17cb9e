"""Somebody from the team has added a step to a goal: the person hears who does what by when. Nothing is asked.

`who` does it: worker, person, family or other; `by`: the day, in words.
"""

from flows.about import About, in_short
from flows.talk import Flow, Outcome, Person, Say, say


def goal_news(person: Person) -> Flow[Outcome]:
    about = person.about
    yield whose_step(about, in_short(about.get("step", "")))
    if by := about.get("by"):
        yield say("goal_news_by", by=by)
    return Outcome("done")


def whose_step(about: About, step: str) -> Say:
    if about.get("who") == "worker":
        worker = about.get("worker")
        return say("goal_news_worker", worker=worker, step=step) if worker else say("goal_news_team", step=step)
    if about.get("who") == "person":
        return say("goal_news_yours", step=step)
    return say("goal_news_others", step=step)
