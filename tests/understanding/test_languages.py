"""A text in another language is noticed; English, dialect and single words are not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.languages import other_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nie rozumiem, mieszkam sama", "pl"),
        ("Dziękuję bardzo, ale nie mówię po angielsku", "pl"),
        ("dw i ddim yn siarad Saesneg", "cy"),
        ("Bore da, mae fy ngwraig yn sâl", "cy"),
        ("nu inteleg, am nevoie de ajutor", "ro"),
        ("preciso de ajuda, não falo inglês", "pt"),
        ("necesito ayuda, vivo sola", "es"),
        ("non capisco, ho bisogno di aiuto", "it"),
        ("je ne parle pas anglais", "fr"),
        ("ich brauche hilfe bitte", "de"),
        ("ingilizce bilmiyorum, yardim lazim", "tr"),
        ("مجھے مدد چاہیے", "ar"),
        ("আমার সাহায্য দরকার", "bn"),
        ("ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ", "pa"),
        ("मुझे मदद चाहिए", "hi"),
        ("мне нужна помощь", "uk"),
        ("我需要帮助", "zh"),
    ],
)
def test_it_is_noticed(text: str, code: str):
    found = other_language(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "no", "7", "non", "am i late", "my son is a pain", "och aye the noo", "ma wee lassie cannae come", "I am in a mess",
        "si", "tak", "Bon Jovi", "ta very much", "con men rang me", "I live in Dr Yn street", "😊", "TQ14 9BH", "para handy", "we were in Ma Maison",
        "am on me own", "he is not well and I am not sure", "my mam and my dad", "ok ma", "per week", "me and the dog", "José came",
    ],
)  # fmt: skip
def test_english_is_english(text: str):
    assert other_language(text) is None


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str):
    assert other_language(text) == other_language(text)
