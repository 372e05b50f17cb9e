"""The order of a long list, kept for a minute: to put ten thousand people in order takes a second. A short one never is."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
KEPT_FOR = timedelta(minutes=1)
LONG = 1000  # a shorter one is made anew each time
MOST = 8  # orders


class Lately(Generic[T]):
    def __init__(self) -> None:
        self._orders: OrderedDict[Hashable, tuple[datetime, Sequence[T]]] = OrderedDict()

    async def get(self, key: Hashable, now: datetime, make: Callable[[], Awaitable[Sequence[T]]]) -> Sequence[T]:
        """`key`: whose order, and all that must count at once."""
        at, order = self._orders.get(key, (now - KEPT_FOR, ()))
        if now - at < KEPT_FOR:
            return order
        order = await make()
        if len(order) > LONG:
            self._orders[key] = now, order
            while len(self._orders) > MOST:
                _ = self._orders.popitem(last=False)
        return order
