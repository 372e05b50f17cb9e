"""A random salt for the keys by which repeated deliveries are known. It outlives SECRET_KEY, which may change
while a provider still repeats an old message; it is sealed like everything else."""

import os

from sqlalchemy import select

from bot.store.sqlite_writer import Tx
from bot.store.tables import secrets
from bot.store.upsert import insert_new
from bot.store.vault import Vault

NAME, PLACE = "salt", "secrets.value.salt"


async def salt(tx: Tx, vault: Vault) -> bytes:
    """The database's salt, 32 bytes, made when it is first asked for."""
    await insert_new(tx, secrets, [{"name": NAME, "value": vault.seal(PLACE, 0, os.urandom(32).hex())}], on=("name",))
    sealed = (await tx.execute(select(secrets.c.value).where(secrets.c.name == NAME))).scalar_one()
    return bytes.fromhex(vault.open(PLACE, 0, sealed))
