"""Whether a word that was written is a word on the list that was shown: slips, endings and missing vowels."""

from functools import lru_cache

from messages.slips import NEAR

VOWELS = set("aeiou")  # txt-speak leaves these out
MANY = ("s", "es")
ENDINGS = ("", "s", "er", "ers", "ing", "in", "ed", "ery", "y", "ies", "ion", "ment", "or", "e", "es")
CLIPPED = "sz"  # "awks"
HEARD = (
    *(("igh", "i"), ("ough", "o"), ("augh", "a"), ("ph", "f"), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("ck", "k")),
    *(("sc", "s"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ch", "x"), ("c", "k"), ("q", "k"), ("z", "s")),
)
STEM = 5  # letters
DROPPED = "h"  # "'ousing", "'ealth"


def begun(word: str, label: str) -> bool:
    """The same word, its beginning, or one of several: all that is forgiven in a word that is one of its own."""
    if word[0] != label[0]:
        return False
    shortest = min(len(word), len(label))
    if word == label or (shortest >= 4 and (label.startswith(word) or word.startswith(label))):
        return True
    if _same_stem(word, label):
        return True
    return shortest >= 3 and any(word == label + many or label == word + many for many in MANY)


@lru_cache(maxsize=8192)
def sounds(word: str) -> str:
    """A word's consonants as they sound, which those who write by ear get right ("wolk", "nabour", "docter")."""
    for letters, sound in HEARD:
        word = word.replace(letters, sound)
    single = [c for k, c in enumerate(word) if not k or word[k - 1] != c]
    return "".join(c for k, c in enumerate(single) if not k or (c not in VOWELS and c not in "hwy"))


def one_off(written: str, word: str) -> bool:
    """One slip from a word, however short: only where the words beside it are right."""
    from rapidfuzz.distance import OSA

    return len(word) > 2 and OSA.distance(written, word, score_cutoff=1) <= 1


@lru_cache(maxsize=8192)
def alike(written: str, label: str) -> bool:
    """The same word, its beginning, its letters without the vowels, or one with a slip or two if it can bear it."""
    if written == label:
        return True
    if begun(written, label):
        return True
    if len(label) == 4 and len(written) == 3 and written[0] == label[0] and _one_left_out(written, label):
        return True
    if _heard_alike(written, label):
        return True
    if label[0] == DROPPED != written[0] and len(label) > 3 and alike(written, label[1:]):
        return True
    if _same_stem(written, label):
        return True
    longest, shortest = max(len(written), len(label)), min(len(written), len(label))
    if shortest < 3 or longest - shortest > 2:
        return len(written) >= 3 and _no_vowels(written, label)
    if longest == shortest and _thumbed(written, label):
        return True
    if shortest < 4 or (longest == 4 and sorted(written) != sorted(label)):
        return _no_vowels(written, label)
    # Imported here: 34 ms, spent only when a reply is compared with words.
    from rapidfuzz.distance import OSA

    return OSA.distance(written, label) <= (2 if longest >= 8 else 1) or _no_vowels(written, label)


def _heard_alike(written: str, label: str) -> bool:
    """ "Awks" of "awkward", "wolk" of "walk"."""
    if len(written) > 3 and written[-1] in CLIPPED and label.startswith(written[:-1]):
        return True
    if written[0] != label[0] or len(sounds(label)) < 2 or abs(len(written) - len(label)) > len(sounds(label)):
        return False
    return sounds(written) == sounds(label) or sounds(written) == sounds(label + "s")


def _thumbed(written: str, label: str) -> bool:
    """Keys beside the right ones: one in a short word, up to a third of a long one."""
    wrong = [(a, b) for a, b in zip(written, label, strict=True) if a != b]
    return len(wrong) <= len(label) // 3 and all(a in NEAR.get(b, "") for a, b in wrong)


def _no_vowels(written: str, label: str) -> bool:
    return len(written) >= 3 and not VOWELS & set(written) and written == "".join(c for c in label if c not in VOWELS)


def _one_left_out(written: str, label: str) -> bool:
    """ "Bak", "tex"."""
    return any(label[:k] + label[k + 1 :] == written for k in range(1, len(label)))


def _same_stem(written: str, label: str) -> bool:
    """ "Reminding" and "reminder"."""
    same = next(
        (k for k, (a, b) in enumerate(zip(written, label, strict=False)) if a != b), min(len(written), len(label))
    )
    return same >= STEM and any(written[k:] in ENDINGS and label[k:] in ENDINGS for k in (same, same - 1) if k >= STEM)
