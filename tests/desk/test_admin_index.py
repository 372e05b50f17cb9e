"""The list of the administration's pages: it leads to all of them, and says so only to whoever may see them."""

from bot.desk.access import TABLE
from bot.desk.admin.index import PAGES
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import Here

LISTED = {path for method, path in TABLE if method == "GET" and path.startswith("/desk/admin/") and "{" not in path}


async def test_the_list_leads_to_every_page(here: Here):
    assert LISTED - {"/desk/admin/staff/new"} == set(PAGES)
    _ = await here.signed_in("Ida Moss", "administrator")
    for by in ("Ida Moss", "Ann Lee"):
        _, html = await here.get("/desk/admin", by)
        for path, (name, _) in PAGES.items():
            assert f'<a href="{path}">{name}</a>' in html
            status, shown = await here.get(path, by)
            assert (status, f"<h1>{name}</h1>" in shown) == (200, True), path


async def test_a_coordinator_and_an_analyst_see_nothing_of_it(here: Here):
    for name, role in (("Tom Hart", "coordinator"), ("Max Roe", "analyst")):
        _ = await here.signed_in(name, role)
        assert (await here.get("/desk/admin", name))[0] == 403
    _, html = await here.get("/desk", "Tom Hart")
    assert "/desk/admin" not in html


async def test_an_administrator_begins_there_and_reads_nobodys_words(here: Here):
    await here.hears("my very own words")
    _ = await here.signed_in("Ida Moss", "administrator")
    _, html = await here.get("/desk/me", "Ida Moss")
    assert '<p class="name"><a href="/desk/admin">' in html
    for path in ("/desk/admin", *PAGES):
        _, html = await here.get(path, "Ida Moss")
        assert "my very own words" not in html
        assert "900001" not in html
