"""Words at rest: AES-GCM with table, column and row id bound in, so that no sealed value can be moved.

All keys derive from SECRET_KEY (`new,old`): the first seals and hashes, the others still open.
A sealed value is 4 bytes of key fingerprint, 12 of nonce, then the ciphertext and its tag. What is long, as the body
of a conversation is, is packed first: half the size, for 15 µs.
"""

import hashlib
import hmac
import os
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import CannotDecrypt, SettingsWrong
from bot.settings import SECRET_LENGTH

FINGERPRINT, NONCE = 4, 12  # bytes
LONG = 256  # bytes; below that packing gains nothing
PACKED = b"\0"


def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"frontdoor {purpose}".encode()).derive(secret.encode())


class Vault:
    def __init__(self, secret_key: str):
        secrets = [part.strip() for part in secret_key.split(",")]
        if min(len(secret) for secret in secrets) < SECRET_LENGTH:
            raise SettingsWrong(f"FRONTDOOR_SECRET_KEY must have {SECRET_LENGTH} characters or more.")
        sealing = [_derive(secret, "seal") for secret in secrets]
        self._ciphers = {hashlib.sha256(key).digest()[:FINGERPRINT]: AESGCM(key) for key in sealing}
        self._newest, self._seal = next(iter(self._ciphers.items()))
        self._hash_keys = [_derive(secret, "look-up") for secret in secrets]

    def seal(self, place: str, row: int, text: str) -> bytes:
        """Encrypt `text` for the column `place` ("table.column") of the row with id `row`."""
        nonce = os.urandom(NONCE)
        return self._newest + nonce + self._seal.encrypt(nonce, _packed(text.encode()), _bound(place, row))

    def open(self, place: str, row: int, sealed: bytes) -> str:
        cipher = self._ciphers.get(sealed[:FINGERPRINT])
        if cipher is None:
            raise CannotDecrypt(place)
        nonce, body = sealed[FINGERPRINT : FINGERPRINT + NONCE], sealed[FINGERPRINT + NONCE :]
        try:
            return _unpacked(cipher.decrypt(nonce, body, _bound(place, row))).decode()
        except (InvalidTag, ValueError):  # ValueError: cut so short that not even its nonce is whole
            raise CannotDecrypt(place) from None

    def look_up(self, channel: str, address: str) -> bytes:
        """The keyed hash under which an address is found: 16 bytes. A plain hash of a number could be guessed."""
        return self._hashed(self._hash_keys[0], channel, address)

    def look_ups(self, channel: str, address: str) -> list[bytes]:
        """The same under each key, newest first: for the time while keys change."""
        return [self._hashed(key, channel, address) for key in self._hash_keys]

    @property
    def newest(self) -> bytes:
        """The fingerprint that whatever is sealed from now on begins with."""
        return self._newest

    def _hashed(self, key: bytes, channel: str, address: str) -> bytes:
        return hmac.digest(key, f"{channel}\0{address}".encode(), "sha256")[:16]


def _packed(plain: bytes) -> bytes:
    is_plain = len(plain) < LONG and not plain.startswith(PACKED)
    return plain if is_plain else PACKED + zlib.compress(plain, 1)


def _unpacked(plain: bytes) -> bytes:
    return zlib.decompress(plain[len(PACKED) :]) if plain.startswith(PACKED) else plain


def _bound(place: str, row: int) -> bytes:
    return place.encode() + row.to_bytes(8, "big")
