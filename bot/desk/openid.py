"""The organisation's own sign-in, by OpenID Connect: where somebody is sent, and who came back.

Sign-ins are few, so nothing that the provider says of itself is kept: a key that it changed counts with the next one.
Only signatures by a key of its own are taken. Source: OpenID Connect Core 1.0, section 3.1, with PKCE (RFC 7636).
"""

import importlib
import secrets
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.store.accounts import Account

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"]
PROVES = ("client_secret_basic", "client_secret_post")  # how we prove to the provider who we are
CLOCKS_DIFFER = 120  # seconds
PATIENCE = 10  # seconds


class NotVouched(Exception):
    """The provider cannot be reached, or what it says proves nothing. Says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What we keep of having sent somebody there: whoever comes back must fit it."""

    state: str = field(default_factory=secrets.token_urlsafe)
    nonce: str = field(default_factory=secrets.token_urlsafe)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Provider:
    """`issuer` is its address; `back` the address of ours to which it sends people back; `name` what staff call it."""

    issuer: str
    client: str
    secret: str
    back: str
    name: str

    async def way(self, asked: Asked) -> str:
        """The address where they sign in. Raises NotVouched."""
        async with self._session() as session:
            there = await self._description(session)
            url, _ = session.create_authorization_url(
                there["authorization_endpoint"], state=asked.state, nonce=asked.nonce, code_verifier=asked.verifier
            )
            return str(url)

    async def account(self, code: str, asked: Asked, now: datetime) -> Account:
        """Who came back with this code. Raises NotVouched."""
        async with self._session() as session:
            there = await self._description(session)
            ways = there.get("token_endpoint_auth_methods_supported", PROVES)
            session.token_endpoint_auth_method = next((one for one in PROVES if one in ways), PROVES[0])
            token = await session.fetch_token(there["token_endpoint"], code=code, code_verifier=asked.verifier)
            keys = await _json(session, there["jwks_uri"])
            return Account(self.issuer, self._subject(token["id_token"], keys, asked.nonce, now))

    def _subject(self, signed: str, keys: Any, nonce: str, now: datetime) -> str:
        """What the provider calls them, once signature, provider, receiver, time and nonce are right."""
        jwt, jwk = importlib.import_module("joserfc.jwt"), importlib.import_module("joserfc.jwk")
        token = jwt.decode(signed, jwk.KeySet.import_key_set(keys), algorithms=SIGNED_BY)
        must = {"iss": self.issuer, "aud": self.client, "nonce": nonce}
        rules = {name: {"essential": True, "value": value} for name, value in must.items()}
        there = {name: {"essential": True} for name in ("sub", "exp", "iat")}
        jwt.JWTClaimsRegistry(int(now.timestamp()), CLOCKS_DIFFER, **rules, **there).validate(token.claims)
        if token.claims.get("azp", self.client) != self.client:
            raise NotVouched("the token was made for another service")
        return str(token.claims["sub"])

    async def _description(self, session: Any) -> Mapping[str, Any]:
        there = await _json(session, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if there["issuer"] != self.issuer:
            raise NotVouched(f"it calls itself {there['issuer']!r}: write OIDC_ISSUER just so")
        return there

    @asynccontextmanager
    async def _session(self) -> AsyncGenerator[Any]:
        """A client of the library's, imported here because it takes long and most services need none. An answer that is
        none, or lacks what it must have, vouches for nobody."""
        client: Any = _of("authlib.integrations.httpx_client", "AsyncOAuth2Client")
        wrong = (
            _of("httpx2", "HTTPError"),
            _of("authlib.common.errors", "AuthlibBaseError"),
            _of("joserfc.errors", "JoseError"),
        )
        try:
            async with client(
                self.client, self.secret, scope="openid", redirect_uri=self.back, code_challenge_method="S256",
                timeout=PATIENCE,
            ) as session:  # fmt: skip
                yield session
        except (*wrong, KeyError, ValueError) as error:
            raise NotVouched(f"{type(error).__name__}: {error}") from error


def _of(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


async def _json(session: Any, url: str) -> Any:
    return (await session.request("GET", url, withhold_token=True)).raise_for_status().json()
