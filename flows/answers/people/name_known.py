"""Which words a list knows for a first name, and which for no name, with a slip of the thumb in either."""

from functools import lru_cache

from messages.heard import Vocabulary, heard, ordinary

LONG = 5  # letters: a shorter name is one slip from too many words


def listed(word: str, v: Vocabulary) -> bool:
    """A list knows it for a first name."""
    return word in v.names.given or word in v.names.also


@lru_cache
def no_names(language: str) -> frozenset[str]:
    """Every single word that is no name. One set, because each word of a reply is held against it."""
    v = heard(language)
    lists = (v.names.never, v.common.goes_on, v.common.polite, v.common.lead_in, v.common.greetings)
    return frozenset(words[0] for phrases in lists for words in phrases.meanings if len(words) == 1)


@lru_cache(maxsize=1024)
def slip_of_none(word: str, language: str) -> bool:
    """ "Evrybody" is nobody's name."""
    if len(word) < LONG + 2 or word in heard(language).names.surnames:
        return False
    from rapidfuzz.distance import OSA

    near = (one for one in no_names(language) if one[0] == word[0] and len(one) >= LONG + 2)
    return any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in near)


@lru_cache(maxsize=1024)
def slipped(word: str, language: str) -> bool:
    """A listed first name with one letter wrong ("wilhelmena"), or the other ending ("barrie")."""
    if len(word) < LONG or word in ordinary(language):
        return False
    if word.endswith("ie") and (f"{word[:-2]}y",) in heard(language).names.given.meanings:
        return True
    from rapidfuzz.distance import OSA  # here: 34 ms, spent only when a word that no list knows is written

    near = (one for (one,) in heard(language).names.given.meanings if one[0] == word[0] and len(one) >= LONG)
    return any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in near)
