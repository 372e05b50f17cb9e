"""What carrying out an act needs: the transaction, the vault, ids, and the time."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.ids import Ids
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Hands:
    tx: Tx
    vault: Vault
    ids: Ids
    now: datetime
