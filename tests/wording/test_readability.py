"""The reading age, and how good the syllable counter behind it is."""

import pytest

from messages.readability import grade, reading_age, syllables

# Counted by hand, as said in southern English. A wide choice of what our texts use and of what trips counters up.
BY_HAND = {
    1: """a I me you yes no stop help back we're don't name phone call called text asked hope take takes safe home
          have live lived ring friend friends read please change changed eye eyes clothes talk touch need place real
          who what when where bed bath food bills cold heat walk fall hurt pain dog cat tea lunch friends loved tried league reach can't won't wish month week week's worse health sleep through""",
    2: """carer number reply worried asking other others morning sorry afraid agree needed wanted table tables little
          people doctor answer answers before after anger danger hurting lonely careful sometimes someone something
          somewhere quiet being doing seeing lying evening real-time message pages voices wishes minute really client
          patient special nation garden isn't couldn't statement Wednesday settled question changes payment movement welfare
          science every quickly garden's letter visit visits neighbour daughter husband bedroom kitchen over under into about again away anger money heating shopping walking talking asking lonely able enough anxious precious""",
    3: """family another remember holiday grandchildren regular exercise hearing-aid favourite pharmacy difficult happiness computer medicine area idea serious suicide previous
          wellbeing anyone everyone understand together tomorrow afternoon hospital telephone agreement radio
          video carefully loneliness various studio period bereavement happier created
          appointment""",
    4: """January February information emergency community everybody activity medication conversation situation
          understanding Samaritans experience ability""",
    5: """coordinator university opportunity immediately""",
}


def test_the_syllable_counter_is_right_for_95_of_100_words():
    pairs = [(w, n) for n, words in BY_HAND.items() for w in words.split()]
    wrong = {w: (syllables(w), n) for w, n in pairs if syllables(w) != n}
    assert len(pairs) >= 200
    assert len(wrong) / len(pairs) <= 0.05, wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        ("The cat sat. The dog ran.", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("What matters most to you?\n1 Family\n2 My home", 0.39 * (5 + 1 + 2) / 3 + 11.8 * 11 / 8 - 15.59),
        ("Ring 01632 960123 or see https://www.example.org/privacy now.", 0.39 * 4 + 11.8 * 1 - 15.59),
        ("Come at 2.30pm to TQ14 9BH.", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("See harbour.example.org/privacy. Or ring.", 0.39 * 3 / 2 + 11.8 * 1 - 15.59),
    ],
)
def test_the_grade_is_flesch_and_kincaids(text: str, expected: float):
    assert grade(text) == pytest.approx(expected)


def test_nobody_reads_before_five_and_no_words_have_no_grade():
    assert (grade("999"), reading_age("999"), reading_age("Yes. No. Me.")) == (0.0, 5.0, 5.0)


def test_officialese_is_older_than_plain_words():
    plain = "Someone will ring you today. Is that all right?"
    stiff = "Your application necessitates consideration by the appropriate authority prior to any communication."
    assert reading_age(plain) < 9
    assert reading_age(stiff) > 16
