"""The vault: what is sealed opens again, there and with that key only, and not when a single bit was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import CannotDecrypt
from bot.store.vault import FINGERPRINT, Vault

NEW, OLD = "a new key that is long enough to pass as one", "an old key that is long enough to pass as one"
PLACE = "messages.text"
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
rows = st.integers(0, 2**63 - 1)
vault = Vault(NEW)


@given(texts, rows, st.sampled_from((PLACE, "facts.value.name", "")))
def test_what_is_sealed_opens_again(text: str, row: int, place: str) -> None:
    assert vault.open(place, row, vault.seal(place, row, text)) == text


@given(texts, rows, rows)
def test_it_is_bound_to_its_row(text: str, row: int, other: int) -> None:
    sealed = vault.seal(PLACE, row, text)
    if row != other:
        with pytest.raises(CannotDecrypt):
            _ = vault.open(PLACE, other, sealed)


@given(st.text("abc.\x00", max_size=12), st.text("abc.\x00", max_size=12), rows)
def test_it_is_bound_to_its_place(place: str, other: str, row: int) -> None:
    sealed = vault.seal(place, row, "words")
    if place != other:
        with pytest.raises(CannotDecrypt):
            _ = vault.open(other, row, sealed)


@given(texts, st.data())
def test_a_changed_bit_is_noticed(text: str, data: st.DataObject) -> None:
    sealed = bytearray(vault.seal(PLACE, 1, text))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(CannotDecrypt):
        _ = vault.open(PLACE, 1, bytes(sealed))


@given(texts, st.data())
def test_a_cut_value_is_noticed(text: str, data: st.DataObject) -> None:
    sealed = vault.seal(PLACE, 1, text)
    with pytest.raises(CannotDecrypt):
        _ = vault.open(PLACE, 1, sealed[: data.draw(st.integers(0, len(sealed) - 1))])


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CannotDecrypt, match=PLACE):
        _ = Vault(OLD).open(PLACE, 1, vault.seal(PLACE, 1, "words"))


def test_while_keys_change_both_open_and_the_new_one_seals() -> None:
    both = Vault(f"{NEW}, {OLD}")
    assert both.open(PLACE, 1, Vault(OLD).seal(PLACE, 1, "words")) == "words"
    assert Vault(NEW).open(PLACE, 1, both.seal(PLACE, 1, "words")) == "words"
    assert both.newest == vault.newest == both.seal(PLACE, 1, "")[:FINGERPRINT]


def test_the_same_words_never_look_the_same() -> None:
    assert len({vault.seal(PLACE, 1, "words") for _ in range(50)}) == 50


def test_an_address_is_found_under_each_key_the_newest_first() -> None:
    both = Vault(f"{NEW},{OLD}")
    assert both.look_ups("sms", "+447700900001") == [Vault(key).look_up("sms", "+447700900001") for key in (NEW, OLD)]
    assert both.look_up("sms", "+447700900001") == vault.look_up("sms", "+447700900001")


@given(texts, texts)
def test_a_hash_tells_addresses_and_channels_apart(one: str, other: str) -> None:
    assert (vault.look_up("sms", one) == vault.look_up("sms", other)) == (one == other)
    assert vault.look_up("sms", one) != vault.look_up("telegram", one)


@given(st.sampled_from(("", "\0", "\0\0")), texts, rows)
def test_a_long_text_is_packed_and_opens_again(start: str, text: str, row: int) -> None:
    long = start + text + "What matters most to you? " * 20
    sealed = vault.seal(PLACE, row, long)
    assert len(sealed) < len(long.encode())
    assert vault.open(PLACE, row, sealed) == long
