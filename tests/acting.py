"""What a conversation did in a rehearsal."""

from typing import TypeVar

from flows.acts import Act
from tests.rehearsal import Rehearsal

A = TypeVar("A", bound=Act)


def acts(rehearsal: Rehearsal, kind: type[A]) -> list[A]:
    """The acts of one kind, by name in the order in which each was first carried out, as they stand now."""
    return [act for act in rehearsal.acts.values() if isinstance(act, kind)]
