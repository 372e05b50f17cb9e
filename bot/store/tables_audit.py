"""The audit log, its chain, the reasons that were given for opening records, and the records that few may open."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, SmallInteger, String, Table, text

from bot.store.schema import Id, Instant, Sealed, id_column, link_to, metadata

OF_A_CONTACT = "detail LIKE 'contact:%'"

audit = Table(
    "audit",
    metadata,
    id_column(),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", String(80), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject", String(80), nullable=False, index=True),
    Column("detail", String(200), nullable=False),
    Index("ix_audit_by", "actor", "id"),
    Index("ix_audit_done", "action", "id"),
    # Which contact point was shown stands in the detail of a look at something else
    Index(
        "ix_audit_looked",
        "detail",
        sqlite_where=text(OF_A_CONTACT),
        postgresql_where=text(OF_A_CONTACT),
        postgresql_ops={"detail": "varchar_pattern_ops"},  # what begins so, whatever the database's collation
    ),
)

# Positions are without a gap; what was before the first went by retention, which the log says. No foreign key: the
# chain is to know of an entry that is gone.
chain = Table(
    "chain",
    metadata,
    Column("position", Id, primary_key=True, autoincrement=False),
    Column("audit_id", BigInteger, nullable=False, index=True),
    Column("link", LargeBinary(32), nullable=False),
)

# One row: the last position and its link. Whoever adds to the chain locks it, last of all.
chain_head = Table(
    "chain_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("link", LargeBinary(32), nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
)

# Why a member of staff opened the records of somebody: outside their caseload ("outside"), or restricted to others
# ("restricted"). It holds until `until`, for that member, and for all that belongs to this contact point.
openings = Table(
    "openings",
    metadata,
    id_column(),
    link_to("staff", "staff_id", nullable=False),
    link_to("contacts", nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("why", String(24), nullable=False),
    Column("words", Sealed),
    Column("at", Instant, nullable=False, index=True),
    Column("until", Instant, nullable=False),
)

# Somebody whose records only those named may open. `person_id`: whose, where the contact point has one user.
restrictions = Table(
    "restrictions",
    metadata,
    id_column(),
    link_to("contacts", nullable=False, index=True),
    link_to("people", "person_id", index=True),
    Column("why", Sealed, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("lifted_at", Instant),
)

restriction_names = Table(
    "restriction_names",
    metadata,
    link_to("restrictions", primary_key=True, autoincrement=False),
    link_to("staff", "staff_id", primary_key=True, autoincrement=False),
)
