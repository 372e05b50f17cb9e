"""A list of phrases, found by their first word: most words of a reply begin none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

Words = tuple[str, ...]
_SIZE = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Ways of writing, each with what it means ("" when the list itself is the meaning)."""

    meanings: Mapping[Words, str]
    longest: int
    from_word: Mapping[str, tuple[int, ...]]  # how long the phrases are that begin with this word, the longest first

    @classmethod
    def of(cls, meanings: Mapping[Words, str]) -> "Phrases":
        from_word: dict[str, tuple[int, ...]] = {}
        for first, size in sorted({(words[0], len(words)) for words in meanings}, key=_SIZE, reverse=True):
            from_word[first] = (*from_word.get(first, ()), size)
        return cls(meanings, max(map(len, meanings), default=0), from_word)

    @classmethod
    def together(cls, *lists: "Phrases") -> "Phrases":
        """One list of several; what a phrase means in the first that has it counts."""
        return cls.of({words: meaning for one in reversed(lists) for words, meaning in one.meanings.items()})

    def at(self, words: Words, start: int, end: int | None = None) -> tuple[int, str] | None:
        """The longest phrase that begins at this word (and ends by `end`): how many words it takes, what it means."""
        if start >= len(words) or (sizes := self.from_word.get(words[start])) is None:
            return None
        most = (len(words) if end is None else end) - start
        for size in sizes:
            if size <= most and (meaning := self.meanings.get(words[start : start + size])) is not None:
                return size, meaning
        return None

    def whole(self, words: Sequence[str]) -> str | None:
        return self.meanings.get(tuple(words))

    def __contains__(self, word: object) -> bool:
        return (word,) in self.meanings
