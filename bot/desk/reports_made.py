"""Reports that the desk has made, kept for as long as nothing changes in the database, and until the day is over.

A report is counted once however many look at it, and its pictures are drawn once, in a thread: matplotlib takes a second
for the first of them. One at a time, because its settings are the whole process's.
"""

import asyncio
from datetime import date

from bot.desk.office import Office
from bot.errors import NotFound
from bot.reports import run
from bot.reports.drawing import picture
from bot.reports.page import Page, Table
from bot.reports.run import Here, Order
from bot.store.log import change_number

MOST = 200  # reports with their pictures; they are small

Key = tuple[tuple[int, int], date, str, Order]


class Made:
    def __init__(self, office: Office):
        self.office, self.here = office, Here(office.zone, office.rules.programmes)
        self._pages: dict[Key, Page] = {}
        self._pictures: dict[tuple[Key, str], bytes] = {}
        self._drawing = asyncio.Lock()

    async def page(self, name: str, order: Order) -> Page:
        """Raises CommandWrong."""
        return (await self._page(name, order))[1]

    async def picture(self, name: str, order: Order, table: str) -> bytes:
        """The SVG above a table. Raises CommandWrong, NotFound."""
        key, page = await self._page(name, order)
        chart = table_of(page, table).chart
        if chart is None:
            raise NotFound("This table has no picture.")
        async with self._drawing:
            if (key, table) not in self._pictures:
                self._pictures[key, table] = await asyncio.to_thread(picture, chart, "svg")
            return self._pictures[key, table]

    async def _page(self, name: str, order: Order) -> tuple[Key, Page]:
        async with self.office.database.read() as tx:
            key = (await change_number(tx), self.office.today, name, order)
            self._forget_but(key)
            if key not in self._pages:
                self._pages[key] = await run.page(tx, self.here, name, order, self.office.clock.now())
            return key, self._pages[key]

    def _forget_but(self, key: Key) -> None:
        """What was made of other data, or on another day; and all of it when somebody asks for ever different days."""
        if len(self._pages) >= MOST or any(known[:2] != key[:2] for known in self._pages):
            self._pages.clear()
            self._pictures.clear()


def table_of(page: Page, name: str) -> Table:
    """Raises NotFound."""
    found = next((table for table in page.tables if table.name == name), None)
    if found is None:
        raise NotFound(f"The report has no table {name!r}.")
    return found
