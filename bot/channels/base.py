"""What a channel is: it makes `Inbound`s of what arrives, and hands `Outbound`s to its provider.

Authentication is the adapter's. The only change made to anyone's words is made here: NUL and lone
surrogates, which no database stores, are taken out.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from bot.state import Kind, Picture, Reference, Urgency


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as a provider delivered it. `provider_id` is the same each time it is delivered."""

    channel: str
    address: str
    provider_id: str
    text: str
    at: datetime
    kind: Kind = "text"
    reply_to: Reference | None = None
    opt_out: Literal["", "STOP", "START", "HELP"] = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Outbound:
    """One text to hand over. `id` is the outbox row: it comes back in delivery callbacks."""

    id: int
    address: str
    text: str
    urgency: Urgency = "reply"
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])
    asks: str = ""  # "conversation:question" when it ends in a question, for channels that can send it back
    picture: Picture | None = None  # only for channels that can show one: the text is then what stands below it


Reaction: TypeAlias = Literal["", "opted_out", "unreachable", "alarm"]


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a provider says later of a text it took. Reports arrive in any order, more than once, or never.

    `outbox` is the row, where the provider carried it back; else it is found by `provider_id`.
    """

    provider_id: str
    state: Literal["sent", "delivered", "failed"]
    outbox: int | None = None
    code: str = ""
    reaction: Reaction = ""


class SendFailed(Exception):
    """The provider did not take a message.

    `permanent`: trying again cannot help. `ambiguous`: it may have been taken. `code`: the provider's reason.
    `retry_after`: seconds that the provider asked us to wait. `reaction`: what else must happen
    (`opted_out`, `unreachable`, `alarm`), empty for nothing.
    """

    def __init__(
        self,
        code: str,
        *,
        permanent: bool = False,
        ambiguous: bool = False,
        retry_after: float | None = None,
        reaction: Reaction = "",
    ):
        super().__init__(code)
        self.code, self.permanent, self.ambiguous = code, permanent, ambiguous
        self.retry_after, self.reaction = retry_after, reaction


class Channel(Protocol):
    """A way to reach people. `send` returns the provider's id, or raises SendFailed."""

    @property
    def name(self) -> str: ...

    async def send(self, outbound: Outbound) -> str: ...

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        """The provider's id of this text if it was taken since, for a hand-over whose end we did not see.

        None when it was not, or when the provider cannot tell.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ring:
    """A call to make: `to` rings first. `id` comes back with all that becomes of it."""

    id: int
    to: str


class Calls(Protocol):
    """What a provider of calls asks us while one goes on. `id` is that of its Ring."""

    async def greeting(self, id: int) -> str:
        """What whoever picked up hears before a key is pressed; empty when this call is over."""
        ...

    @property
    def sorry(self) -> str:
        """What they hear when it is over."""
        ...

    async def put_through(self, id: int) -> str | None:
        """The number to ring now, once; None when the call is over."""
        ...

    async def ended(self, id: int, status: str) -> None:
        """How that number answered, in the provider's word."""
        ...

    async def hung_up(self, id: int) -> None:
        """Whoever was rung first has hung up, or never picked up."""
        ...


def clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


Receive: TypeAlias = Callable[[Inbound], Awaitable[None]]
"""Store a message and all that it leads to; returns after the commit, raises when there was none."""

Report: TypeAlias = Callable[[DeliveryReport], Awaitable[None]]
"""Record what became of a text; returns after the commit."""
