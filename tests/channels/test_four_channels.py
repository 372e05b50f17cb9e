"""The same conversation on all four channels, through the real adapters: the same words, the same referral.

Where a channel has buttons, they are pressed; where choices come numbered, the number is sent.
"""

import re
from dataclasses import dataclass, field

import pytest

from bot.store import items, referrals
from bot.store.referrals import Referral
from tests.handsets import Handset, Shown, Street, street
from tests.texts import Reader

CHANNELS = ["sms", "telegram", "browser", "terminal"]
MARGARET, JO = "+447700900001", "+447700900002"
ON_BUTTONS = {"telegram", "browser"}

# What is said in answer to what; the names are those of the texts that come.
SELF_REFERRAL = """
hello                  -> hello, who_for
Me                     -> what_this_is, consent
Yes                    -> age
78                     -> others_see_phone
No                     -> name
Margaret               -> matters
company on Sundays     -> address
12 TQ14 9BH            -> best_way
Text me                -> best_time
mornings               -> check_answers
Yes, all right         -> what_happens_next
"""
MARGARETS = {
    "age": "78",
    "name": "Margaret",
    "matters": "company on Sundays",
    "address": "12, TQ14 9BH",
    "best_way": "text",
    "best_time": "morning",
}
FAMILY_REFERRAL = """
hello                  -> hello, who_for
Someone else           -> family_what_this_is, family_consent
Yes                    -> family_danger
No                     -> family_adult
Yes                    -> referrer_name
Jo                     -> relationship
my mum                 -> their_name
Margaret               -> they_agree
They know, not sure they agree -> can_decide
Yes                    -> their_phone
07700 900001           -> their_matters
she never goes out     -> check_family
Yes, all right         -> family_what_happens_next
"""
HER_ANSWER = """
Yes                    -> someone_asked, agree
Yes                    -> may_tell_referrer
No                     -> age
78                     -> others_see_phone
No                     -> name
Margaret               -> matters
company on Sundays     -> address
12 TQ14 9BH            -> best_way
Text me                -> best_time
mornings               -> check_answers
Yes, all right         -> what_happens_next
"""
TOLD_BY_JO = {
    "referrer_name": "Jo",
    "relationship": "my mum",
    "name": "Margaret",
    "they_agree": "knows",
    "can_decide": "yes",
    "phone": "+447700900001",
    "referrer_says": "she never goes out",
}


@dataclass
class Resident:
    """Somebody with one of the four phones. `buttons`: those that came with each question."""

    street: Street
    handset: Handset
    seen: int = 0
    buttons: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def __post_init__(self) -> None:
        self.reader = Reader(self.street.service.wordings["en"])

    async def goes_through(self, script: str) -> None:
        """The whole script, with every text that comes in between; it fails with the script as it really went."""
        planned = [tuple(part.strip() for part in line.split("->")) for line in script.strip().splitlines()]
        for said, expected in planned:
            await self._says(said)
            assert ", ".join(self.hears(*expected.split(", "))) == expected, f"after {said!r}"

    def hears(self, *expected: str) -> list[str]:
        """The names of what has come since we last looked."""
        shown = self.handset.shows()
        new, self.seen = shown[self.seen :], len(shown)
        names = self.reader.names([one.text for one in new], expected)
        if new and new[-1].buttons:
            self.buttons[names[-1]] = list(new[-1].buttons)
        return names

    async def _says(self, said: str) -> None:
        await self.street.clock.advance(minutes=1)
        last = self.handset.shows()[-1] if self.handset.shows() else Shown("")
        if said in last.buttons:
            await self.handset.presses(last, said)
        else:
            await self.handset.writes(_numbered(last.text, said))
        await self.street.settled()


def _numbered(asked: str, said: str) -> str:
    """The number of this choice, where choices came numbered; else the words."""
    found = re.search(rf"^\s*(\d) {re.escape(said)}$", asked, re.MULTILINE)
    return found[1] if found else said


async def the_referral(here: Street) -> tuple[Referral, list[str]]:
    """The one referral that stands in the queue, and all that stands there."""
    async with here.service.database.read() as tx:
        queue = await items.queue(tx, here.service.database.vault)
        (id,) = [item.referral for item in queue if item.referral]
        assert id is not None
        return await referrals.one(tx, here.service.database.vault, id), [f"{i.level} {i.category}" for i in queue]


@pytest.mark.parametrize("kind", CHANNELS)
async def test_a_self_referral_is_the_same_on_every_channel(sqlite_url: str, kind: str) -> None:
    async with street(sqlite_url) as here:
        margaret = Resident(here, here.handset(kind, MARGARET))
        await margaret.goes_through(SELF_REFERRAL)
        referral, queue = await the_referral(here)
    assert (referral.source, referral.state, dict(referral.facts)) == ("self", "complete", MARGARETS)
    assert queue == ["green referral"]
    assert margaret.buttons == (BUTTONS_OF_A_SELF_REFERRAL if kind in ON_BUTTONS else {})


BUTTONS_OF_A_SELF_REFERRAL = {
    "who_for": ["Me", "Someone else", "I look after someone", "I want to talk to a person"],
    "consent": ["Yes", "No"],
    "age": ["Skip"],
    "others_see_phone": ["Yes", "No", "Skip"],
    "name": ["Skip"],
    "matters": ["Skip"],
    "address": ["Skip"],
    "best_way": ["Text me", "Ring me", "Either"],
    "best_time": ["Skip"],
    "check_answers": ["Yes, all right", "Change name", "Change age", "Change address", "Change how", "Change time"],
}


@pytest.mark.parametrize(
    ("kind", "hers"), [("sms", "sms"), ("browser", "browser"), ("telegram", "sms"), ("terminal", "sms")]
)
async def test_a_family_referral_is_the_same_on_every_channel(sqlite_url: str, kind: str, hers: str) -> None:
    """She is asked by SMS, the one channel that reaches a number; from a demo phone it is another demo phone."""
    async with street(sqlite_url) as here:
        jo, margaret = Resident(here, here.handset(kind, JO)), Resident(here, here.handset(hers, MARGARET))
        await jo.goes_through(FAMILY_REFERRAL)
        referral, _ = await the_referral(here)
        assert (referral.source, referral.state) == ("family", "awaiting_agreement")
        assert dict(referral.facts) == TOLD_BY_JO

        assert margaret.hears() == ["may_we_write"]
        await margaret.goes_through(HER_ANSWER)
        referral, queue = await the_referral(here)
        assert (referral.source, referral.state) == ("family", "complete")
        assert dict(referral.facts) == TOLD_BY_JO | MARGARETS
        assert queue == ["green referral"]
        assert jo.hears() == []


@pytest.mark.parametrize("kind", CHANNELS)
async def test_danger_is_in_the_queue_and_answered_on_every_channel(sqlite_url: str, kind: str) -> None:
    async with street(sqlite_url) as here:
        margaret = Resident(here, here.handset(kind, MARGARET))
        await margaret.goes_through("JOIN -> what_this_is, consent\nYes -> age")
        await margaret._says("I took all my tablets")
        heard = margaret.hears()
        _, queue = await the_referral(here)
    assert queue[0].startswith("red ")
    assert heard[-1] == "safe_now"
