"""Family referral: someone asks on behalf of a relative, friend or neighbour, who must agree for themselves.

Danger comes first. What the referrer reads is the same whether or not the person is known here,
and they never see what the person replies.
"""

from flows.acts import CompleteReferral, InvitePerson, Learn, OpenReferral, RaiseItem
from flows.answers import a_name, a_phone, choice, free_text, yes_no_unsure, yes_or_no
from flows.answers.reaching.phones import is_mobile
from flows.minors import CHILDRENS_ROUTE
from flows.talk import Flow, Outcome, Person, ask, ask_if_willing, do, review, say

# What the referrer says, as a coordinator reads it.
AGREES = {
    "agrees": "the person knows and agrees",
    "knows": "the person knows, and may not agree",
    "unaware": "the person does not know",
}
CAN_DECIDE = {"yes": "can decide", "no": "cannot decide for themselves", "unsure": "may not be able to decide"}


def family_referral(person: Person) -> Flow[Outcome]:
    yield say("family_what_this_is")
    if not (yield from ask("family_consent", yes_or_no)):
        yield say("nothing_kept")
        return Outcome("declined")
    yield do("referred", OpenReferral("family", person.about.get("keyword", "")))

    if (yield from ask("family_danger", yes_or_no)):
        yield do("in_danger", RaiseItem("red", "medical", "the referrer says the person is in danger now"))
        yield say("family_ring_999")
    if not (yield from ask("family_adult", yes_or_no)):
        yield do("minor_referred", RaiseItem("amber", CHILDRENS_ROUTE, "the person referred is under 18"))
        yield say("family_of_a_child")
        return Outcome("under_18")

    asking = yield from who_is_asking()
    return (yield from who_it_is_about(asking))


def who_is_asking() -> Flow[str]:
    name = yield from ask_if_willing("referrer_name", a_name)
    yield do("referrer_learnt", Learn("referrer_name", name or ""))
    relation = yield from ask_if_willing("relationship", free_text)
    yield do("relationship_learnt", Learn("relationship", relation or ""))
    return f"{name or 'the referrer'} (who says of the person: {relation or 'nothing'})"


def who_it_is_about(asking: str) -> Flow[Outcome]:
    name = yield from ask("their_name", a_name)
    yield do("name_learnt", Learn("name", name))
    agrees = yield from ask("they_agree", choice("agrees", "knows", "unaware"))
    yield do("agrees_learnt", Learn("they_agree", agrees))
    can_decide = yield from ask("can_decide", yes_no_unsure)
    yield do("can_decide_learnt", Learn("can_decide", can_decide))
    phone = yield from ask_if_willing("their_phone", a_phone)
    yield do("phone_learnt", Learn("phone", phone or ""))
    matters = yield from ask_if_willing("their_matters", free_text)
    yield do("matters_learnt", Learn("referrer_says", matters or ""))

    yield from review("check_family", ("their_name", "their_phone"), name=name, phone=phone or "-")
    word = f"{AGREES[agrees]}, and {CAN_DECIDE[can_decide]}, on the word of {asking}"
    yield from how_they_are_asked(name, phone, can_decide, word)
    yield do("complete", CompleteReferral())
    yield say("family_what_happens_next")
    return Outcome("referred")


def how_they_are_asked(name: str, phone: str | None, can_decide: str, word: str) -> Flow[None]:
    """By one neutral text; or, where a text will not do, by a person. Until then whatever agreement there is holds
    for the time being only: on whose word, and on what, stands on the referral and in the queue."""
    provisional = f"agreement is provisional: {word}"
    if can_decide != "yes":
        yield do("agreement_learnt", Learn("agreement", provisional))
        why = f"doubt that the person can decide: ask in person; {provisional}"
        yield do("capacity", RaiseItem("amber", "agreement", why))
    elif phone is None or not is_mobile(phone):
        yield do("agreement_learnt", Learn("agreement", provisional))
        why = f"no mobile number: ring to ask for their agreement; {provisional}"
        yield do("ring_them", RaiseItem("green", "agreement", why))
    else:
        yield do("invited", InvitePerson(name, phone))
