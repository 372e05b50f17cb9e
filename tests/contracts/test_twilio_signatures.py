"""What Twilio's package for Node.js signs gets in: a signer that shares no code with our check or with Python's."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from yarl import URL

from tests.fakes.twilio_door import HERS, PUBLIC, door
from tests.fakes.twilio_wire import ACCOUNT, TOKEN

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
TEXT = {"AccountSid": ACCOUNT, "MessageSid": "SM1", "From": HERS, "Body": "hello"}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "plain": ("/twilio/message", TEXT),
    "emoji": ("/twilio/message", {**TEXT, "Body": "I am 👍🏽 and 👩‍👩‍👧 🇬🇧"}),
    "newlines and spaces": ("/twilio/message", {**TEXT, "Body": "  one\r\ntwo\n\n\tthree  "}),
    "Welsh": ("/twilio/message", {**TEXT, "Body": "Dw i eisiau siarad â rhywun, ŵyr"}),
    "signs of a form": ("/twilio/message", {**TEXT, "Body": "a+b&c=d%20e;f?g#h\\\"'`<>"}),
    "blank values": ("/twilio/message", {**TEXT, "Body": "", "FromCity": "", "ToZip": ""}),
    "repeated keys": ("/twilio/message", {**TEXT, "Extra": ["b", "a", "b", ""]}),
    "escapes in the query": ("/twilio/message?a=~&b=%20&c=%2B&d=+&e=%C3%A9&f=%7E", TEXT),
    "a row in the query": ("/twilio/status?outbox=1152921504606846976", {**TEXT, "MessageStatus": "delivered"}),
    "a call": ("/twilio/voice", {"AccountSid": ACCOUNT, "CallSid": "CA1", "From": HERS}),
}
ORIGINS = (PUBLIC, f"{PUBLIC}:443")


def signed_by_node(requests: list[tuple[str, dict[str, Any]]]) -> list[str]:
    node = shutil.which("node")
    assert node, "Node.js is not installed"
    lines = "\n".join(json.dumps({"token": TOKEN, "url": url, "params": params}) for url, params in requests)
    script = Path(__file__).parent / "twilio_sign.mjs"
    done = subprocess.run(
        [node, script.name], cwd=script.parent, input=lines, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.npm
async def test_our_door_opens_behind_a_proxy_to_all_that_twilio_signs():
    calls = [(origin, path, fields) for origin in ORIGINS for path, fields in CASES.values()]
    signatures = signed_by_node([(f"{origin}{path}", fields) for origin, path, fields in calls])
    async with door() as step:
        server = str(step.client.make_url("")).rstrip("/")
        answers: dict[tuple[str, str], int] = {}
        for (origin, path, fields), signature in zip(calls, signatures, strict=True):
            headers = {**FORM, "X-Twilio-Signature": signature}
            url, body = URL(f"{server}{path}", encoded=True), urlencode(fields, doseq=True).encode()
            async with step.client.session.post(url, data=body, headers=headers) as answer:
                answers[origin, f"{path} {body.decode()}"] = answer.status
    assert len(answers) == len(CASES) * len(ORIGINS)
    assert {call: status for call, status in answers.items() if status not in (200, 204)} == {}
    bodies = [fields["Body"] for path, fields in CASES.values() if path.startswith("/twilio/message")]
    assert [one.text for one in step.inbound if one.kind == "text"] == bodies * len(ORIGINS)


@pytest.mark.npm
async def test_our_door_stays_shut_to_what_was_signed_for_another_address():
    path, fields = CASES["plain"]
    urls = (f"http://texts.example.org{path}", f"{PUBLIC}:8443{path}", f"{PUBLIC}{path}/", f"{PUBLIC}{path}?")
    async with door() as step:
        for signature in signed_by_node([(url, fields) for url in urls]):
            headers = {**FORM, "X-Twilio-Signature": signature}
            answer = await step.client.post(path, data=urlencode(fields).encode(), headers=headers)
            assert answer.status == 403
    assert step.nothing
