"""What a flow may do to the world. Data only: the service carries an act out, by name, exactly once.

An act is an upsert: yielded again with other arguments it amends, no longer yielded it is withdrawn.
Each class says what withdrawing means, or why it cannot be withdrawn.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Act:
    """The base. `withdrawal` says in words what happens when a finished conversation no longer yields it."""

    withdrawal: ClassVar[str]
