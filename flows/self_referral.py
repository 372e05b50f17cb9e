"""Self-referral: a person asks, for themselves, to hear from a coordinator.

What this is comes before any question, and agreement opens the case at once: someone who stops
replying halfway is already in the queue. Everything after agreement can be skipped, except how to reach them.
"""

from flows.acts import CompleteReferral, Learn, OpenReferral, Source
from flows.answers import a_name, an_address, birth_year_or_age, free_text, yes_or_no
from flows.minors import ADULT, under_18
from flows.reach import how_to_reach_you, who_sees_this_phone
from flows.talk import Flow, Outcome, Person, ask, ask_if_willing, do, review, say


def self_referral(person: Person) -> Flow[Outcome]:
    return (yield from referral(person, "self"))


def carer_referral(person: Person) -> Flow[Outcome]:
    """The same conversation for someone who looks after another: about themselves, in their own right."""
    return (yield from referral(person, "carer"))


def referral(person: Person, source: Source) -> Flow[Outcome]:
    yield say("what_this_is")
    if not (yield from ask("consent", yes_or_no)):
        yield say("nothing_kept")
        return Outcome("declined")

    yield do("referred", OpenReferral(source, person.about.get("keyword", "")))
    return (yield from about_you(person, source))


def about_you(person: Person, source: Source) -> Flow[Outcome]:
    """All that is asked once somebody has agreed, whoever referred them."""
    age = yield from ask_if_willing("age", birth_year_or_age)
    yield do("age_learnt", Learn("age", str(age or "")))
    if age is not None and age < ADULT:
        return (yield from under_18())

    yield from who_sees_this_phone()
    name = yield from ask_if_willing("name", a_name)
    yield do("name_learnt", Learn("name", name or ""))
    matters = yield from what_matters(source)
    yield do("matters_learnt", Learn("matters", matters or ""))
    address = yield from ask_if_willing("address", an_address)
    yield do("address_learnt", Learn("address", address or ""))
    way, time = yield from how_to_reach_you(person)

    yield from review(
        "check_answers",
        ("name", "age", "address", "best_way", "best_time"),
        name=name or "-",
        age=str(age or "-"),
        address=address or "-",
        way=way,
        time=time,
    )
    yield do("complete", CompleteReferral())
    yield say("what_happens_next")
    return Outcome("referred")


def what_matters(source: Source) -> Flow[str | None]:
    if source == "carer":
        return (yield from ask_if_willing("matters_to_a_carer", free_text))
    return (yield from ask_if_willing("matters", free_text))
