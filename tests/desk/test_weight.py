"""No page of the desk weighs more than 150 kB, however many people there are: each list has a last line, and is full here.

The figures for 10,000 people and 1,000 open items, and the time that each page takes, are printed by `make bench ARGS=desk`.
"""

import re

from tests.bench.desks import peopled

PEOPLE, WAITING = 1_000, 400  # fills each page, and each heading of the meetings' lists
KILOBYTES = 150
FULL = ("/desk", "/desk/done", "/desk/programme", "/desk/caseload", "/desk/caseload/first")


async def test_no_page_weighs_more_than_150_kb():
    weights: dict[str, float] = {}
    async with peopled(PEOPLE, WAITING) as county:
        for path, role in county.pages():
            html = await county.get(path, role)
            weights[path] = len(html.encode()) / 1000
            if path in FULL:
                assert re.search(r"Page 1 of \d", html), f"{path} is not full"
    assert set(FULL) <= weights.keys()
    assert {path: weight for path, weight in weights.items() if weight > KILOBYTES} == {}
