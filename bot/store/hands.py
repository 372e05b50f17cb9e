"""What carrying out an act needs: the transaction, the vault, ids, and the time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import Ids
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Hands:
    tx: AsyncConnection
    vault: Vault
    ids: Ids
    now: datetime
