"""The door, over real HTTP: who gets in, what is stored, and what a caller hears."""

from collections.abc import AsyncGenerator, Mapping
from xml.etree import ElementTree

import pytest
from aiohttp import FormData
from structlog.testing import capture_logs

from bot.channels.base import DeliveryReport, Inbound
from tests.fakes.twilio_door import HERS, NOON, Doorstep, door
from tests.fakes.twilio_wire import ACCOUNT

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SID = "SM" + "1" * 32
TEXT = {"MessageSid": SID, "From": HERS, "Body": "hello"}
STATUS = {"MessageSid": SID, "MessageStatus": "delivered"}
CALL = {"CallSid": "CA" + "2" * 32, "From": HERS}


@pytest.fixture
async def step() -> AsyncGenerator[Doorstep, None]:
    async with door() as step:
        yield step


async def test_a_signed_text_is_stored_and_answered_with_nothing_to_say(step: Doorstep):
    answer = await step.post("/twilio/message", TEXT)
    assert (answer.status, answer.content_type, await answer.text()) == (200, "text/xml", "<Response/>")
    assert step.inbound == [Inbound("sms", HERS, SID, "hello", NOON)]


async def test_a_text_that_is_not_stored_is_not_acknowledged(step: Doorstep):
    step.broken = True
    assert await step.text("help me") == 503
    step.broken = False
    assert await step.text("help me") == 200
    assert [one.text for one in step.inbound] == ["help me"]


async def test_unknown_fields_are_signed_with_the_rest_and_ignored(step: Doorstep):
    assert await step.text("hi", Blank="", NewIn2027="a", **{"strange key &=": "é😀\n"}) == 200
    assert step.inbound[0].text == "hi"


@pytest.mark.parametrize(("path", "fields"), [("message", TEXT), ("status", STATUS), ("voice", CALL)])
@pytest.mark.parametrize("signature", [None, "", "AAAA", "é", "a" * 9000])
async def test_what_is_not_signed_is_refused(step: Doorstep, path: str, fields: dict[str, str], signature: str | None):
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    answer = await step.client.post(f"/twilio/{path}", data={"AccountSid": ACCOUNT, **fields}, headers=headers)
    assert answer.status in (403, 400 if signature and len(signature) > 8190 else 403)
    assert step.nothing


@pytest.mark.parametrize("tampered", [{"Body": "hello "}, {"From": "+447700900124"}, {"Added": ""}])
async def test_a_changed_text_is_refused(step: Doorstep, tampered: dict[str, str]):
    _, headers = step.sign("/twilio/message", TEXT)
    form = FormData({"AccountSid": ACCOUNT, **TEXT, **tampered})
    assert (await step.client.post("/twilio/message", data=form, headers=headers)).status == 403
    assert step.nothing


async def test_a_signature_for_another_path_is_refused(step: Doorstep):
    body, headers = step.sign("/twilio/status?outbox=1", STATUS)
    for path in ("/twilio/status?outbox=2", "/twilio/status", "/twilio/message?outbox=1", "/twilio/status?outbox=1&a"):
        assert (await step.client.post(path, data=body, headers=headers)).status == 403
    assert step.nothing


async def test_another_account_is_refused_though_it_signs_with_our_token(step: Doorstep):
    assert (await step.post("/twilio/message", {**TEXT, "AccountSid": "AC" + "f" * 32})).status == 403
    assert (await step.post("/twilio/message", {**TEXT, "AccountSid": ""})).status == 403
    assert step.nothing


@pytest.mark.parametrize(
    ("path", "fields", "missing"),
    [
        ("message", {"From": HERS, "Body": "x"}, "MessageSid"),
        ("message", {"MessageSid": SID, "Body": "x"}, "From"),
        ("message", {"MessageSid": "", "From": HERS}, "MessageSid"),
        ("status", {"MessageSid": SID}, "MessageStatus"),
        ("voice", {"From": HERS}, "CallSid"),
    ],
)
async def test_what_is_needed_and_missing_is_named(step: Doorstep, path: str, fields: dict[str, str], missing: str):
    answer = await step.post(f"/twilio/{path}", fields)
    assert (answer.status, await answer.text()) == (400, f"Missing: {missing}.\n")
    assert step.nothing


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b'{"Body": "hi"}', {"Content-Type": "application/json"}, 415),
        (b"Body=hi", {"Content-Type": "text/plain"}, 415),
        (b"Body=hi", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        (b"Body=" + b"a" * 70_000, FORM, 413),
        (b"Body=" + b"a" * 900_000, FORM, 413),
        (b"&" * 60_000, FORM, 400),
        (b"Body=\xff\xfe", FORM, 400),
        (b"", FORM, 403),
        (b"%", FORM, 403),
        (b"\0=%00&%ED%A0%80=%ff", FORM, 403),
        (b"not gzip", {**FORM, "Content-Encoding": "gzip"}, 400),
        (b"Body=hi", {**FORM, "Content-Type": "application/x-www-form-urlencoded; charset=klingon"}, 403),
    ],
)
async def test_a_body_that_is_no_form_is_never_our_error(
    step: Doorstep, body: bytes, headers: Mapping[str, str], status: int
):
    answer = await step.client.post("/twilio/message", data=body, headers={**headers, "X-Twilio-Signature": "x"})
    assert answer.status == status
    assert len(await answer.text()) > 5
    assert step.nothing


async def test_a_large_body_in_pieces_is_refused_too(step: Doorstep):
    async def pieces():
        for _ in range(40):
            yield b"a" * 50_000

    headers = {**FORM, "X-Twilio-Signature": "x"}
    assert (await step.client.post("/twilio/message", data=pieces(), headers=headers)).status == 413


async def test_a_get_is_not_taken(step: Doorstep):
    assert (await step.client.get("/twilio/message")).status == 405


@pytest.mark.parametrize(
    ("fields", "report"),
    [
        ({"MessageStatus": "sent"}, DeliveryReport(SID, "sent", 7)),
        ({"MessageStatus": "delivered", "ErrorCode": ""}, DeliveryReport(SID, "delivered", 7)),
        ({"MessageStatus": "read"}, DeliveryReport(SID, "delivered", 7)),
        ({"MessageStatus": "undelivered", "ErrorCode": "30003"}, DeliveryReport(SID, "failed", 7, "30003")),
        ({"MessageStatus": "failed", "ErrorCode": "30005"}, DeliveryReport(SID, "failed", 7, "30005", "unreachable")),
        ({"MessageStatus": "failed", "ErrorCode": "21610"}, DeliveryReport(SID, "failed", 7, "21610", "opted_out")),
        ({"MessageStatus": "undelivered", "ErrorCode": "30007"}, DeliveryReport(SID, "failed", 7, "30007", "alarm")),
        ({"MessageStatus": "failed"}, DeliveryReport(SID, "failed", 7)),
    ],
)
async def test_a_delivery_report_says_what_became_of_a_row(
    step: Doorstep, fields: dict[str, str], report: DeliveryReport
):
    assert (await step.post("/twilio/status?outbox=7", {"MessageSid": SID, **fields})).status == 204
    assert step.reports == [report]


@pytest.mark.parametrize("status", ["queued", "accepted", "sending", "scheduled", "received", "new in 2027"])
async def test_steps_on_the_way_change_nothing(step: Doorstep, status: str):
    step.broken = True
    assert (await step.post("/twilio/status?outbox=7", {"MessageSid": SID, "MessageStatus": status})).status == 204


@pytest.mark.parametrize(
    "query", ["", "?outbox=", "?outbox=x", "?outbox=-1", f"?outbox={2**63}", "?outbox=%D9%A3", "?o=1"]
)
async def test_a_report_without_our_row_is_found_by_its_provider_id(step: Doorstep, query: str):
    assert (await step.post(f"/twilio/status{query}", STATUS)).status == 204
    assert step.reports == [DeliveryReport(SID, "delivered", None)]


async def test_a_report_that_is_not_stored_is_not_acknowledged(step: Doorstep):
    step.broken = True
    assert (await step.post("/twilio/status?outbox=7", STATUS)).status == 503


async def test_whoever_rings_is_noted_and_hears_where_help_is(step: Doorstep):
    answer = await step.post("/twilio/voice", CALL)
    said, end = ElementTree.fromstring(await answer.text())
    assert (answer.status, answer.content_type, end.tag) == (200, "text/xml", "Hangup")
    assert (said.tag, said.get("language"), said.text) == ("Say", "en-GB", step.spoken(True))
    assert step.inbound == [Inbound("sms", HERS, CALL["CallSid"], "rang the number", NOON, "call")]


async def test_a_withheld_number_is_noted_too(step: Doorstep):
    assert (await step.post("/twilio/voice", {"CallSid": "CA1", "From": ""})).status == 200
    assert step.inbound[0].address == "withheld"


async def test_a_call_that_cannot_be_stored_is_not_said_to_be_noted(step: Doorstep):
    step.broken = True
    assert (await step.post("/twilio/voice", CALL)).status == 503
    step.sorry = "Ring 999."
    answer = await step.post("/twilio/voice", CALL)
    assert (answer.status, "Ring 999.</Say>" in await answer.text()) == (200, True)


@pytest.mark.parametrize(
    "path",
    [
        "/twilio/status?outbox=7&a=~",
        "/twilio/status?outbox=7&a=%20%2B+%C3%A9",
        "/twilio/status?outbox=7&a=%7E&b=%2f",
        "/twilio/status?a=1;b=2&outbox=7",
    ],
)
async def test_the_path_is_checked_as_it_came_behind_a_proxy(step: Doorstep, path: str):
    assert (await step.post(path, STATUS)).status == 204
    assert [one.outbox for one in step.reports] == [7]


async def test_logs_hold_nobodys_number_or_words(step: Doorstep):
    with capture_logs() as logs:
        step.broken = True
        assert await step.text("my secret words") == 503
        refused = await step.client.post("/twilio/message", data=TEXT, headers={"X-Twilio-Signature": "x"})
        assert refused.status == 403
    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("not stored", "error"),
        ("request refused", "warning"),
    ]
    assert not any(private in str(logs) for private in ("secret", "hello", HERS[-6:]))
