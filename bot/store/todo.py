"""One act of one conversation that is to be carried out or withdrawn, and the shape of what does so."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from bot.state import Talk
from bot.store.hands import Hands
from flows.acts import Act


@dataclass(frozen=True, slots=True)
class Todo:
    """One act of one conversation. `act` is None when it is withdrawn."""

    contact: int
    talk: Talk
    name: str
    act: Act | None


Handler = Callable[[Hands, Sequence[Todo]], Coroutine[Any, Any, None]]
Undo = Callable[[Hands, Todo, Act], Coroutine[Any, Any, None]]
