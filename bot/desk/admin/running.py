"""What the administration's pages need of the service that they belong to."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.decided import Decided
from bot.settings import Settings
from bot.ticker import Ran

Check = Callable[[], Awaitable[tuple[Sequence[str], Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Running:
    """`ran`: each chore's last look, in this process. `look`: the problems and the advice of `frontdoor check`."""

    decided: Decided
    ran: Mapping[str, Ran]
    look: Check

    @property
    def settings(self) -> Settings:
        return self.decided.settings
