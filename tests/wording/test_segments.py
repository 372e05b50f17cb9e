"""What a text costs. The numbers follow 3GPP TS 23.038 and 23.040; test_segments_contract.py asks another counter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.segments import BASIC, EXTENSION, GSM, REPLACEMENTS, Segments, count, needless, to_gsm

WELSH = "âêîôûŵŷÂÊÎÔÛŴŶ"
texts = st.text(st.sampled_from("abc .\nŵŷé€[]^👍🏽’…–\u00a0\t") | st.characters(codec="utf-8"), max_size=400)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("GSM-7", 0, 1)),
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("a" * 306, ("GSM-7", 306, 2)),
        ("a" * 307, ("GSM-7", 307, 3)),
        ("€" * 80, ("GSM-7", 160, 1)),
        ("a" * 152 + "€" + "a" * 7, ("GSM-7", 161, 2)),
        ("a" * 152 + "€" + "a" * 151, ("GSM-7", 305, 2)),
        ("a" * 152 + "€" + "a" * 152, ("GSM-7", 306, 3)),  # the euro does not fit septet 153 and goes to part two
        ("ŵ" * 70, ("UCS-2", 70, 1)),
        ("ŵ" * 71, ("UCS-2", 71, 2)),
        ("ŵ" * 134, ("UCS-2", 134, 2)),
        ("ŵ" * 135, ("UCS-2", 135, 3)),
        ("a" * 66 + "👍" + "a" * 66, ("UCS-2", 134, 3)),  # an emoji is not cut in two
        ("[" * 69 + "ŵ", ("UCS-2", 70, 1)),  # in UCS-2 a bracket counts once
        ("£èéùìòÇØøÅåÄÖÑÜ§äöñüà", ("GSM-7", 21, 1)),
        ("a\r\nb", ("GSM-7", 4, 1)),
        ("🇬🇧🇬🇧", ("UCS-2", 8, 1)),
        ("a" + "\u0301" * 100, ("UCS-2", 101, 2)),  # a pile of accents larger than a part has to be cut
    ],
)
def test_a_text_costs_what_the_network_takes(text: str, expected: tuple[str, int, int]):
    assert count(text) == Segments(*expected)  # pyright: ignore[reportArgumentType]


def test_the_alphabet_has_127_basic_characters_and_ten_extensions():
    assert (len(BASIC), len(EXTENSION)) == (127, 10)  # the 128th is the escape itself


@given(texts, texts)
def test_more_words_never_cost_less(one: str, more: str):
    assert count(one + more).segments >= count(one).segments


@given(texts)
def test_units_are_septets_or_utf_16_units(text: str):
    size = count(text)
    utf16 = len(text.encode("utf-16-le", "surrogatepass")) // 2
    septets = sum(2 if c in EXTENSION else 1 for c in text)
    assert size.units == (septets if size.encoding == "GSM-7" else utf16)


@given(texts)
def test_parts_are_neither_more_nor_fewer_than_can_be(text: str):
    size = count(text)
    alone, part = (160, 153) if size.encoding == "GSM-7" else (70, 67)
    if size.units <= alone:
        assert size.segments == 1
    else:
        assert -(-size.units // part) <= size.segments <= 2 * (-(-size.units // part))


@given(texts)
def test_plain_text_is_left_alone_and_cleaning_twice_changes_nothing(text: str):
    clean = to_gsm(text)
    assert to_gsm(clean) == clean
    assert not needless(clean)
    assert bool(needless(text)) == (clean != text)


@given(texts)
def test_cleaning_touches_nothing_that_it_does_not_name(text: str):
    for old, new in needless(text).items():
        text = text.replace(old, new)
    assert not any(c in to_gsm(text) for c in REPLACEMENTS)
    assert [c for c in text if c in WELSH] == [c for c in to_gsm(text) if c in WELSH]


def test_every_replacement_is_in_gsm_and_no_character_of_gsm_is_replaced():
    assert GSM.issuperset("".join(REPLACEMENTS.values()))
    assert not GSM.intersection(REPLACEMENTS)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Don’t worry” – we’ll ring…", "\"Don't worry\" - we'll ring..."),
        ("a\u00a0b\tc`d", "a b c'd"),
        ("cafe\u0301", "café"),
        ("Tŷ Gŵyr, Llŷn 👍", "Tŷ Gŵyr, Llŷn 👍"),
        ("2½ tablets", "2½ tablets"),  # "21/2 tablets" would be another dose
        ("line\nline €5 [x]", "line\nline €5 [x]"),
    ],
)
def test_what_a_keyboard_slips_in_is_replaced_and_the_rest_is_kept(text: str, plain: str):
    assert to_gsm(text) == plain


def test_one_curly_quote_doubles_the_cost_and_is_named():
    text = "We’ll ring you. " + "a" * 100
    assert (count(text).segments, count(to_gsm(text)).segments) == (2, 1)
    assert needless(text) == {"’": "'"}
