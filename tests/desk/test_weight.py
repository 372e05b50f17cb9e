"""No page of the desk weighs more than 150 kB, however many people there are: each list has a last line, and is full here.

The figures for 10,000 people and 1,000 open items, and the time that each page takes, are printed by `make bench ARGS=desk`.
"""

import re

from tests.bench.desks import PAGES, peopled

PEOPLE, WAITING = 1_000, 400  # fills each page, and each heading of the meetings' lists
KILOBYTES = 150


async def test_no_page_weighs_more_than_150_kb():
    heavy: list[tuple[str, float]] = []
    async with peopled(PEOPLE, WAITING) as (client, headers, worker):
        for path in PAGES:
            async with client.get(path.format(worker=worker), headers=headers) as answer:
                html = await answer.text()
                assert answer.status == 200, path
            if path in ("/desk", "/desk/done", "/desk/programme", "/desk/caseload", "/desk/caseload/first"):
                assert re.search(r"Page 1 of \d", html), f"{path} is not full"
            if (weight := len(html.encode()) / 1000) > KILOBYTES:
                heavy.append((path, weight))
    assert heavy == []
