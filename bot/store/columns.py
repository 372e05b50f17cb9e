"""Every column of words, and what each value in it is bound to: the one list that rekeying and the tests share.

A value is bound to `table.column`, to what else tells its row apart where the row has no id of its own (`part`),
and to the id of its row. A new Sealed column belongs in this list; a test compares it with the tables.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from bot.store.tables import (
    accounts,
    acts,
    agencies_told,
    checkins,
    contacts,
    conversations,
    drafts,
    edits,
    enrolments,
    facts,
    findings,
    goals,
    incidents,
    item_notes,
    items,
    logins,
    messages,
    openings,
    outbox,
    people,
    person_notes,
    placings,
    restrictions,
    secrets,
    staff,
    steps,
)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """`row` names the column with the id that a value is bound to (none: 0), `part` the one that completes its place."""

    table: Table
    name: str
    row: str | None = "id"
    part: str | None = None

    def __str__(self) -> str:
        return f"{self.table.name}.{self.name}"

    @property
    def column(self) -> Column[Any]:
        return self.table.c[self.name]

    @property
    def keys(self) -> list[Column[Any]]:
        return list(self.table.primary_key.columns)

    def bound_to(self, row: Any) -> tuple[str, int]:
        """The place and the row id with which this row's value is sealed and opened."""
        place = f"{self}.{getattr(row, self.part)}" if self.part else str(self)
        return place, getattr(row, self.row) if self.row else 0


SEALED = (
    SealedColumn(people, "name"),
    SealedColumn(contacts, "address"),
    SealedColumn(conversations, "body"),
    SealedColumn(messages, "text"),
    SealedColumn(outbox, "text"),
    SealedColumn(outbox, "buttons"),
    SealedColumn(outbox, "picture"),
    SealedColumn(facts, "value", row="referral_id", part="field"),
    SealedColumn(acts, "args", row="conversation_id", part="name"),
    SealedColumn(items, "why"),
    SealedColumn(items, "evidence"),
    SealedColumn(items, "sharing"),
    SealedColumn(item_notes, "text"),
    SealedColumn(findings, "evidence"),
    SealedColumn(incidents, "words"),
    SealedColumn(checkins, "words"),
    SealedColumn(goals, "words"),
    SealedColumn(goals, "strengths"),
    SealedColumn(steps, "what"),
    SealedColumn(placings, "why"),
    SealedColumn(drafts, "text"),
    SealedColumn(edits, "was"),
    SealedColumn(person_notes, "text"),
    SealedColumn(agencies_told, "whom"),
    SealedColumn(agencies_told, "why"),
    SealedColumn(openings, "words"),
    SealedColumn(restrictions, "why"),
    SealedColumn(staff, "name"),
    SealedColumn(logins, "totp_secret", row="staff_id"),
    SealedColumn(accounts, "account", row="staff_id"),
    SealedColumn(enrolments, "secret"),
    SealedColumn(secrets, "value", row=None, part="name"),
)
