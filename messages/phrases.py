"""A list of phrases, found by their first word: most words of a reply begin none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Ways of writing, each with what it means ("" when the list itself is the meaning)."""

    meanings: Mapping[Words, str]
    longest: int
    from_word: Mapping[str, tuple[int, ...]]  # how long the phrases are that begin with this word, the longest first

    @classmethod
    def of(cls, meanings: Mapping[Words, str]) -> "Phrases":
        sizes: dict[str, set[int]] = {}
        for words in meanings:
            sizes.setdefault(words[0], set()).add(len(words))
        from_word = {word: tuple(sorted(some, reverse=True)) for word, some in sizes.items()}
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
