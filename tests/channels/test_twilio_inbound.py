"""What a phone sends, as the service sees it."""

import base64

import pytest

from bot.channels.twilio.inbound import inbound
from bot.state import Reference
from tests.fakes.twilio_door import HERS, NOON

LETTER = "I don't want to be here any more. My daughter has the keys. " * 3


def arrives(body: str = "", **fields: str):
    return inbound({"MessageSid": "SM1", "From": HERS, "Body": body, **fields}, NOON)


def wrapped(words: str) -> str:
    return base64.b64encode(words.encode()).decode()


def test_words_stay_as_they_were_written():
    got = arrives("  hello\r\nthere \t\u200b😀 ")
    assert (got.text, got.kind, got.address, got.channel) == ("  hello\r\nthere \t\u200b😀 ", "text", HERS, "sms")


def test_what_no_database_stores_is_taken_out():
    assert arrives("a\0b").text == "ab"


@pytest.mark.parametrize(
    ("address", "channel", "plain"),
    [
        ("whatsapp:+447700900123", "whatsapp", "+447700900123"),
        ("whatsapp:GB.1234567890", "whatsapp", "GB.1234567890"),
        ("rcs:+447700900123", "sms", "+447700900123"),
        ("NHSnoreply", "sms", "NHSnoreply"),
        ("messenger:12345", "sms", "messenger:12345"),
    ],
)
def test_an_address_says_its_channel(address: str, channel: str, plain: str):
    got = arrives("hi", From=address)
    assert (got.channel, got.address) == (channel, plain)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["image/jpeg"], "picture"),
        (["audio/amr"], "voice"),
        (["image/png", "audio/ogg"], "voice"),
        (["text/x-vcard"], "other"),
        ([""], "other"),
    ],
)
def test_media_keeps_the_words_and_adds_where_to_look(types: list[str], kind: str):
    fields = {f"MediaContentType{i}": one for i, one in enumerate(types)}
    fields |= {f"MediaUrl{i}": f"https://api.example/{i}" for i in range(len(types))}
    got = arrives("my foot", NumMedia=str(len(types)), **fields)
    assert (got.kind, got.text) == (
        kind,
        "\n".join(["my foot", *(f"https://api.example/{i}" for i in range(len(types)))]),
    )


@pytest.mark.parametrize("count", ["", "0", "-1", "x", "٣", "9" * 5000])
def test_a_strange_count_of_media_is_none(count: str):
    assert arrives("hi", NumMedia=count).kind == "text"


def test_a_place_is_a_place():
    got = arrives(Latitude="50.46", Longitude="-3.52", Address="Bishopsteignton")
    assert (got.kind, got.text) == ("location", "50.46,-3.52\nBishopsteignton")


def test_a_button_carries_its_question():
    got = arrives("Yes", ButtonText="Yes please", ButtonPayload="42:consent:yes")
    assert (got.kind, got.text, got.reply_to) == ("button", "Yes please", Reference(42, "consent"))


@pytest.mark.parametrize("payload", ["", "yes", "x:consent:yes", "42:consent", f"{2**63}:consent:yes", "0:consent:yes"])
def test_a_button_that_is_not_ours_is_its_words(payload: str):
    got = arrives("Yes", ButtonText="Yes", ButtonPayload=payload)
    assert (got.kind, got.text, got.reply_to) == ("button", "Yes", None)


@pytest.mark.parametrize(
    ("word", "opt_out"), [("STOP", "STOP"), ("help", "HELP"), ("START", "START"), ("", ""), ("X", "")]
)
def test_what_twilio_has_answered_already_is_known(word: str, opt_out: str):
    assert arrives("stop", OptOutType=word).opt_out == opt_out


def test_words_wrapped_in_base64_are_not_hidden_from_the_risk_screen():
    assert arrives(wrapped(LETTER)).text == LETTER


def test_wrapped_words_may_be_in_lines_and_in_any_script():
    letter = "Dw i eisiau siarad â rhywun 😀 ŵyr\u00a0fi.\n" * 4
    lines = "\r\n".join(wrapped(letter)[i : i + 76] for i in range(0, 500, 76))
    assert arrives(lines).text == letter


@pytest.mark.parametrize(
    "body",
    [
        wrapped("too short to be a long text"),
        "ha" * 60,
        "help" * 30,
        "SOS" * 40,
        wrapped(LETTER)[:-1],
        wrapped("\x00\x01binary" * 20),
        base64.b64encode(bytes(range(128, 256))).decode(),
        "=" * 120,
        f"{LETTER} {wrapped(LETTER)}",
    ],
)
def test_anything_else_is_left_alone(body: str):
    assert arrives(body).text == body
