"""Letters told one by one: "B for Bravo", "capital D", "double L"; each becomes the letter that it means.

"Alpha bravo one, then two" is looked at only where nothing else is found: Mike and Golf Road are names too.
"""

from flows.answers.words import Reply, Word
from messages.heard import Vocabulary


def with_letters(reply: Reply, v: Vocabulary, names: bool) -> Reply:
    """The same reply with each letter that is told as one word."""
    if not names and not any(
        len(word) == 1 or word in v.places.capital or word in v.numbers.repeats for word in reply.folded
    ):
        return reply
    words: list[Word] = []
    folded: list[str] = []
    i = 0
    while i < len(reply.words):
        size, text = _letter(reply, i, v, names)
        if names and reply.folded[i] in v.places.gaps:
            i += 1
            continue
        folded.append(reply.folded[i] if size == 1 and text == reply.words[i].text else text.lower())
        words.append(reply.words[i]._replace(text=text, end=reply.words[i + size - 1].end))
        i += size
    return Reply(reply.text, tuple(words), tuple(folded))


def _letter(reply: Reply, i: int, v: Vocabulary, names: bool) -> tuple[int, str]:
    word, folded = reply.words[i], reply.folded
    if _single(word.text) and (told := v.places.letter_for.at(folded, i + 1)):
        name = i + 1 + told[0]
        if name < len(folded) and folded[name].startswith(folded[i]):
            return told[0] + 2, word.text
    if i + 1 < len(folded):
        following = reply.words[i + 1].text
        if folded[i] in v.places.capital and _single(following):
            return 2, following
        if folded[i] in v.numbers.repeats and folded[i + 1] in v.places.double_is:
            return 2, v.places.double_is.meanings[folded[i + 1],]
        if folded[i] in v.numbers.repeats and len(following) == 1:
            return 2, following * int(v.numbers.repeats.meanings[(folded[i],)])
    spelt = names and v.places.letters.meanings.get((folded[i],))
    return 1, spelt if spelt and _beside(reply, i, v) else word.text


def _beside(reply: Reply, i: int, v: Vocabulary) -> bool:
    """Another letter or figure stands beside: "Mike one" is a name by itself, and M1 is not."""
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(reply.words)]
    return any(
        len(reply.words[k].text) == 1 or reply.words[k].number is not None or reply.folded[k] in v.places.letters
        for k in near
    )


def _single(text: str) -> bool:
    return len(text) == 1 and text.isalpha()
