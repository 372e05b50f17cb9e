"""Agreement: someone was referred by another person, and says yes or no themselves.

The first message names nobody and no topic: others may read it. Nothing about the person
goes on before their own yes, and a no ends it for good.
"""

from flows.acts import AcceptInvitation, DeclineInvitation, ShareStatus
from flows.answers import yes_or_no
from flows.self_referral import about_you
from flows.talk import Flow, Outcome, Person, ask, ask_if_willing, do, say


def agreement(person: Person) -> Flow[Outcome]:
    if not (yield from ask("may_we_write", yes_or_no)):
        yield do("declined", DeclineInvitation())
        yield say("we_leave_you")
        return Outcome("declined")

    yield say("someone_asked")
    if not (yield from ask("agree", yes_or_no)):
        yield do("declined_then", DeclineInvitation())
        yield say("nothing_kept")
        return Outcome("declined")

    yield do("accepted", AcceptInvitation())
    if (yield from ask_if_willing("may_tell_referrer", yes_or_no)):
        yield do("status_shared", ShareStatus())
    return (yield from about_you(person, "self"))
