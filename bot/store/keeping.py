"""What saving and loading a whole database have in common: how they fail, and what counts as data."""

from bot.errors import FrontdoorError
from bot.store.tables import metadata

# Made by a service that has merely started: no one would miss them.
HOUSEKEEPING = frozenset({"secrets", "marks", "leases", "changes", "limits"})
HOLDS_DATA = tuple(table.name for table in metadata.sorted_tables if table.name not in HOUSEKEEPING)


class BackupFailed(FrontdoorError):
    """The backup could not be made."""


class CannotRestore(FrontdoorError):
    """The backup was not restored, and the database is as it was."""
