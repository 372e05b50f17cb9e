"""Handing texts over, over real HTTP, to a Twilio that does as it is told."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from aiohttp.test_utils import TestServer, unused_port

from bot.channels.base import DeliveryReport, Inbound, Outbound, SendFailed
from bot.channels.twilio import Account, Twilio
from bot.state import Urgency
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_door import HERS, NOON, PUBLIC, account, door
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, SERVICE, Callbacks, Failure

QUICK = ClientTimeout(total=0.3, connect=0.2)
LANDLINE, DRAMA_LINE, FRANCE = "+441803123456", "+441632960123", "+33612345678"


class Line:
    """A stand-in for Twilio and channels that use it."""

    def __init__(self, fake: FakeTwilio, session: ClientSession, url: str):
        self.fake, self.session, self.url = fake, session, url

    def channel(self, name: Any = "sms", ours: Account | None = None, **options: Any) -> Twilio:
        return Twilio(name, ours or account(self.url), self.session, **options)

    async def refusal(self, outbound: Outbound | None = None, **options: Any) -> SendFailed:
        with pytest.raises(SendFailed) as raised:
            _ = await self.channel(**options).send(outbound or a_text())
        return raised.value


@pytest.fixture
async def line() -> AsyncGenerator[Line, None]:
    fake = FakeTwilio(now=lambda: NOON, callbacks=Callbacks(on=False))
    async with TestServer(fake.app()) as server, ClientSession() as session:
        yield Line(fake, session, str(server.make_url("")))


def a_text(text: str = "hello", address: str = HERS, urgency: Urgency = "reply") -> Outbound:
    return Outbound(7, address, text, urgency)


async def test_a_text_goes_from_our_number_and_carries_its_row(line: Line):
    sid = await line.channel().send(a_text())
    (row,) = line.fake.sent
    assert (row["sid"], row["from"], row["to"], row["body"]) == (sid, NUMBER, HERS, "hello")
    assert row["status_callback"] == f"{PUBLIC}/twilio/status?outbox=7"
    assert (row["messaging_service_sid"], row["validity_period"]) == (None, None)


async def test_a_messaging_service_chooses_the_number(line: Line):
    _ = await line.channel(ours=account(line.url, SERVICE)).send(a_text())
    assert (line.fake.sent[0]["from"], line.fake.sent[0]["messaging_service_sid"]) == (None, SERVICE)


async def test_whatsapp_is_a_prefix(line: Line):
    _ = await line.channel("whatsapp").send(a_text(urgency="prompt"))
    (row,) = line.fake.sent
    assert (row["from"], row["to"]) == (f"whatsapp:{NUMBER}", f"whatsapp:{HERS}")
    assert row["validity_period"] is None


async def test_punctuation_that_doubles_the_price_is_made_plain(line: Line):
    _ = await line.channel().send(a_text("It’s “fine” – ŵyr 👍"))
    assert line.fake.sent[0]["body"] == 'It\'s "fine" - ŵyr 👍'


@pytest.mark.parametrize(
    ("urgency", "seconds"), [("safety", None), ("reply", None), ("prompt", "3600"), ("first", "3600")]
)
async def test_an_unprompted_text_does_not_wait_into_the_night(line: Line, urgency: Urgency, seconds: str | None):
    _ = await line.channel().send(a_text(urgency=urgency))
    assert line.fake.sent[0]["validity_period"] == seconds


@pytest.mark.parametrize(
    ("number", "urgency", "abroad", "code"),
    [
        (HERS, "reply", False, ""),
        (LANDLINE, "reply", False, "landline"),
        (LANDLINE, "safety", True, "landline"),
        (DRAMA_LINE, "safety", True, "landline"),
        ("+33142685300", "safety", True, "landline"),
        (FRANCE, "reply", False, "abroad"),
        (FRANCE, "prompt", False, "abroad"),
        (FRANCE, "safety", False, ""),
        (FRANCE, "reply", True, ""),
        ("+447000000000", "reply", True, "not_a_mobile"),
        ("+449098790879", "reply", True, "not_a_mobile"),
        ("62226", "safety", True, "not_a_number"),
        ("NHSnoreply", "reply", True, "not_a_number"),
        ("+4٤٧٧٠٠٩٠٠١٢٣", "safety", True, "not_a_number"),
        ("", "safety", True, "not_a_number"),
    ],
)
async def test_who_may_be_texted(line: Line, number: str, urgency: Urgency, abroad: bool, code: str):
    outbound = a_text(address=number, urgency=urgency)
    if not code:
        assert await line.channel(text_abroad=abroad).send(outbound)
        return
    refusal = await line.refusal(outbound, text_abroad=abroad)
    assert (refusal.code, refusal.permanent, refusal.ambiguous) == (code, True, False)
    assert refusal.reaction == ("" if code == "abroad" else "unreachable")
    assert line.fake.rows == []


async def test_a_text_that_is_too_long_is_not_tried(line: Line):
    assert await line.channel().send(a_text("a" * 1600))
    refusal = await line.refusal(a_text("a" * 1599 + "…"))
    assert (refusal.code, refusal.permanent, refusal.reaction) == ("too_long", True, "")


@pytest.mark.parametrize(
    ("failure", "code", "permanent", "ambiguous", "reaction", "wait"),
    [
        (Failure(429, 20429, 3), "20429", False, False, "", 3),
        (Failure(429), "http_429", False, False, "", None),
        (Failure(400, 21611), "21611", False, False, "", None),
        (Failure(500, 20500), "20500", False, True, "", None),
        (Failure(503, 0, 9), "http_503", False, True, "", 9),
        (Failure(408), "http_408", False, True, "", None),
        (Failure(400, 21610), "21610", True, False, "opted_out", None),
        (Failure(400, 63014), "63014", True, False, "opted_out", None),
        (Failure(400, 21211), "21211", True, False, "unreachable", None),
        (Failure(400, 21614), "21614", True, False, "unreachable", None),
        (Failure(400, 21612), "21612", True, False, "unreachable", None),
        (Failure(401, 20003), "20003", True, False, "alarm", None),
        (Failure(403), "http_403", True, False, "alarm", None),
        (Failure(404, 20404), "20404", True, False, "alarm", None),
        (Failure(400, 21606), "21606", True, False, "alarm", None),
        (Failure(400, 21703), "21703", True, False, "alarm", None),
        (Failure(400, 21408), "21408", True, False, "alarm", None),
        (Failure(400, 21617), "21617", True, False, "", None),
        (Failure(400, 99999), "99999", True, False, "", None),
        (Failure(307), "http_307", True, False, "", None),
    ],
)
async def test_what_a_refusal_means(
    line: Line, failure: Failure, code: str, permanent: bool, ambiguous: bool, reaction: str, wait: float | None
):
    line.fake.failures.append(failure)
    refusal = await line.refusal()
    assert (refusal.code, refusal.permanent, refusal.ambiguous) == (code, permanent, ambiguous)
    assert (refusal.reaction, refusal.retry_after) == (reaction, wait)
    assert len(line.fake.refused) == 1, "it is not tried again here"


@pytest.mark.parametrize("how", ["drop", "hang"])
async def test_a_line_that_breaks_after_the_request_leaves_it_in_doubt(line: Line, how: str):
    line.fake.failures.append(Failure(how=how, taken=True))
    refusal = await line.refusal(timeout=QUICK)
    assert (refusal.ambiguous, refusal.permanent) == (True, False)
    assert await line.channel().find(a_text(), NOON) == line.fake.sent[0]["sid"]


async def test_a_line_that_never_was_leaves_no_doubt(line: Line):
    refusal = await line.refusal(ours=account(f"http://127.0.0.1:{unused_port()}"))
    assert (refusal.ambiguous, refusal.permanent, refusal.reaction) == (False, False, "")


async def test_an_answer_without_a_sid_is_a_doubt(line: Line):
    line.fake.failures.append(Failure(201))
    refusal = await line.refusal()
    assert (refusal.code, refusal.ambiguous) == ("no_sid", True)


async def test_a_text_that_was_not_taken_is_not_found(line: Line):
    sms = line.channel()
    _ = await sms.send(a_text("something else"))
    _ = await sms.send(a_text(address="+447700900124"))
    _ = await line.channel("whatsapp").send(a_text())
    _ = line.fake.arrive("hello", From=NUMBER, To=HERS)
    assert await sms.find(a_text(), NOON) is None


async def test_the_same_words_said_twice_in_a_minute_are_two_texts(line: Line):
    sms, again = line.channel(), Outbound(8, HERS, "hello")
    _ = await sms.send(a_text())
    line.fake.failures.append(Failure(500))
    with pytest.raises(SendFailed):
        _ = await sms.send(again)
    assert await sms.find(again, NOON) is None
    sid = await sms.send(again)
    assert await sms.find(again, NOON) == sid


async def test_an_older_text_with_the_same_words_is_not_this_one(line: Line):
    sid = await line.channel().send(a_text("It’s me "))
    assert await line.channel().find(a_text("It’s me "), NOON + timedelta(seconds=1)) is None
    assert await line.channel().find(a_text("It’s me "), NOON + timedelta(milliseconds=900)) == sid


async def test_not_being_able_to_ask_is_not_an_answer(line: Line):
    with pytest.raises(SendFailed):
        _ = await line.channel(ours=account(f"http://127.0.0.1:{unused_port()}")).find(a_text(), NOON)
    wrong = Account(line.url, ACCOUNT, "another token", NUMBER, PUBLIC)
    with pytest.raises(SendFailed):
        _ = await line.channel(ours=wrong).find(a_text(), NOON)


@asynccontextmanager
async def at(line: Line, moment: datetime) -> AsyncGenerator[FakeTwilio, None]:
    line.fake.now, before = (lambda: moment), line.fake.now
    yield line.fake
    line.fake.now = before


async def test_what_came_while_we_were_away_is_fetched_with_its_true_time_oldest_first(line: Line):
    hours = [NOON + timedelta(hours=n) for n in range(-2, 6)]
    line.fake.page = 2
    for n, moment in enumerate(hours):
        async with at(line, moment) as fake:
            _ = fake.arrive(f"text {n}")
            _ = fake.arrive("to another number", To="+447700900999")
            _ = fake.arrive("by WhatsApp", From=f"whatsapp:{HERS}", To=f"whatsapp:{NUMBER}")
    got = [one async for one in line.channel().missed(NOON)]
    sids = [row["sid"] for row in line.fake.rows if row["body"].startswith("text")]
    assert got == [Inbound("sms", HERS, sids[n], f"text {n}", hours[n]) for n in range(2, 8)]


async def test_each_channel_fetches_its_own_from_a_messaging_service(line: Line):
    _ = line.fake.arrive("by text")
    _ = line.fake.arrive("by WhatsApp", From=f"whatsapp:{HERS}", To=f"whatsapp:{NUMBER}")
    _ = await line.channel().send(a_text("ours"))
    line.fake.arrive("another service's")["messaging_service_sid"] = "MG" + "f" * 32
    ours = account(line.url, SERVICE)
    for name, text in [("sms", "by text"), ("whatsapp", "by WhatsApp")]:
        channel = line.channel(name, ours)
        assert [(one.channel, one.text) async for one in channel.missed(NOON)] == [(name, text)]


async def test_a_missed_voice_note_is_one(line: Line):
    row = line.fake.arrive("listen", MediaContentType0="audio/ogg")
    (got,) = [one async for one in line.channel().missed(NOON)]
    link = f"{line.url.rstrip('/')}/2010-04-01/Accounts/{ACCOUNT}/Messages/{row['sid']}/Media/ME{0:032x}"
    assert (got.kind, got.text) == ("voice", f"listen\n{link}")


async def test_a_text_and_its_reports_go_all_the_way_round_in_any_order_and_twice():
    port = unused_port()
    fake = FakeTwilio(callbacks=Callbacks(shuffled=True, twice=True))
    async with door(port) as step, TestServer(fake.app()) as server, ClientSession() as session:
        ours = account(str(server.make_url("")), public_url=f"http://127.0.0.1:{port}")
        sid = await Twilio("sms", ours, session).send(a_text())
        await fake.settled()
        expected = [DeliveryReport(sid, "sent", 7), DeliveryReport(sid, "delivered", 7)] * 2
        assert sorted(step.reports, key=repr) == sorted(expected, key=repr)
        assert await fake.bring(f"http://127.0.0.1:{port}/twilio/message", "hello 😀\n£5", From=HERS) == 200
        assert step.inbound[0].text == "hello 😀\n£5"
