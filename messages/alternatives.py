"""Any of many ways of writing, as one expression: a tree of letters, so that what begins alike is tried once.

A list of three hundred phrases costs as much as its longest phrase, not as much as all of them (measured: a tenth).
"""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[\w' ]+")
NOTHING = "(?!)"  # comes nowhere
Tree = dict[str, "Tree"]
END = ""


def either(ways: Iterable[str]) -> str:
    """An expression for any of these, each an expression itself; the longest that fits comes first."""
    plain, others = list[str](), list[str]()
    for way in dict.fromkeys(ways):
        (plain if _PLAIN.fullmatch(way) else others).append(way)
    parts = [_expression(_tree(plain)), *others] if plain else others
    return f"(?:{'|'.join(parts)})" if parts else NOTHING


def _tree(words: Iterable[str]) -> Tree:
    root: Tree = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[END] = {}
    return root


def _expression(node: Tree) -> str:
    ways = [letter + _expression(below) for letter, below in node.items() if letter]
    if not ways:
        return ""
    one = ways[0] if len(ways) == 1 and END not in node else f"(?:{'|'.join(ways)})"
    return f"{one}?" if END in node else one
