"""Which part of a reply may hold the name: what follows a joke, and a signature where it can be meant."""

from flows.answers.people.name_finds import Found
from flows.answers.people.name_known import listed
from flows.answers.people.name_runs import written
from flows.answers.words import Reply, words_of
from messages.heard import Vocabulary, fold

SAME = 2  # letters that a name and what it is shortened to begin with


def in_earnest(reply: Reply, v: Vocabulary) -> Reply:
    """ "Arthur Scargill. Nah, am pulling thi leg. Brian Sykes": what follows the joke."""
    ends = [i + hit[0] for i in range(len(reply.words)) if (hit := v.names.jokes.at(reply.folded, i))]
    return reply._replace(words=reply.words[ends[-1] :], folded=reply.folded[ends[-1] :]) if ends else reply


def with_signature(text: str, v: Vocabulary) -> Reply:
    """All of the words: "First names are fine. Eunice" both names and signs."""
    found = words_of(text)
    return found._replace(folded=tuple(v.often.get(word, word) for word in found.folded))


def signs(reply: Reply, one: Found) -> bool:
    """ "Denise Prosser the warden. Bill": one name after the last full stop."""
    return one.start == len(reply.words) - 1 and reply.gap(one.start).startswith(".")


def signed_as(read: str, text: str, refused: set[str], v: Vocabulary) -> str:
    """What one's own name comes to with the name that is signed: "Percival, but only in court. Perce", "Barabra Noakes.
    Barbara", "Winifred Joan but nobody calls me Winifred. Joan"; nothing where that is another."""
    sign = words_of(text)
    word, parts = sign.folded[-1], [fold(part) for part in read.split()]
    name = written(sign, len(sign.words) - 1, len(sign.words), v)
    if word in parts and refused & set(read.split()):
        return name
    if word in parts or parts[0] in v.names.titles or not listed(word, v):
        return read
    for k, part in enumerate(parts):
        if sorted(part) == sorted(word):
            return " ".join([*read.split()[:k], name, *read.split()[k + 1 :]])
    return name if any(part[:SAME] == word[:SAME] for part in parts) else ""
