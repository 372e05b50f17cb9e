"""Our check and that of twilio's own library say the same, about right and wrong signatures, for any form."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import example, given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.channels.twilio.signature import Signature, fields_of

TOKEN = "a-token-for-tests"
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
PAIRS = st.lists(st.tuples(st.sampled_from(["Body", "From", "MediaUrl0", "é", ""]) | TEXT, TEXT), max_size=12)
ORIGINS = st.sampled_from([
    "https://texts.example.org",
    "https://texts.example.org/in",
    "https://texts.example.org:443",
    "https://texts.example.org:8443/a/b",
    "http://127.0.0.1:8080",
    "http://localhost",
])  # fmt: skip
PATHS = st.sampled_from([
    "/twilio/message",
    "/twilio/status?outbox=1152921504606846976",
    "/twilio/message?a=~&b=%20&c=%2B&d=+&e=%C3%A9",
    "/twilio/message?blank=&again=1&again=2",
])  # fmt: skip


def theirs(url: str, pairs: list[tuple[str, str]]) -> str:
    return RequestValidator(TOKEN).compute_signature(url, MultiDict(pairs))


@settings(deadline=None, max_examples=300)
@given(ORIGINS, PATHS, PAIRS)
@example("https://texts.example.org", "/twilio/message", [("Body", "b"), ("Body", "a"), ("Body", "b"), ("To", "")])
def test_what_twilios_library_signs_is_right(origin: str, path: str, pairs: list[tuple[str, str]]):
    assert Signature(origin, TOKEN).is_right(path, pairs, theirs(origin + path, pairs))


@settings(deadline=None, max_examples=300)
@given(
    ORIGINS, PATHS, PAIRS, st.sampled_from(["", "x", "as it is", "other host", "other token", "other field", "port"])
)
def test_both_agree_on_every_signature(origin: str, path: str, pairs: list[tuple[str, str]], wrong: str):
    url, token, more = origin + path, TOKEN, pairs
    if wrong == "other host":
        url = f"https://elsewhere.example.org{path}"
    elif wrong == "other token":
        token += "s"
    elif wrong == "other field":
        more = [*pairs, ("Added", "1")]
    elif wrong == "port":
        url = url.replace("org/", "org:443/")
    given_signature = wrong if wrong in ("", "x") else RequestValidator(token).compute_signature(url, MultiDict(more))
    reference = RequestValidator(TOKEN).validate(origin + path, MultiDict(pairs), given_signature)
    assert Signature(origin, TOKEN).is_right(path, pairs, given_signature) == reference


@settings(deadline=None, max_examples=300)
@given(TEXT)
def test_no_other_text_is_a_signature(given_signature: str):
    assert not Signature("https://texts.example.org", TOKEN).is_right(
        "/twilio/message", [("Body", "x")], given_signature
    )


@settings(deadline=None, max_examples=300)
@given(PAIRS)
def test_a_form_is_read_as_pythons_own_parser_reads_it(pairs: list[tuple[str, str]]):
    body = urlencode(pairs)
    assert fields_of(body.encode()) == pairs == parse_qsl(body, keep_blank_values=True)


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("&=%+ a2Fé;\0"), max_size=30))
@example("a=%zz&=&&b==c&%C3=%C3%A9&d;e")
def test_broken_forms_are_read_as_pythons_own_parser_reads_them(body: str):
    assert fields_of(body.encode()) == parse_qsl(body, keep_blank_values=True)
