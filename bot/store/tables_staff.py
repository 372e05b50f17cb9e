"""The staff's tables: who they are, how they are reached, when they are on, and who stands in for them."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, SmallInteger, String, Table

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# `localities`: their names with | between, empty for all. `on_duty` is what ON and OFF change; the rota says when
# somebody who is on duty is on call. `cover_id` stands in while `on_duty` is false or they are away.
staff = Table(
    "staff",
    metadata,
    id_column(),
    Column("name", Sealed, nullable=False),
    Column("role", String(16), nullable=False),
    Column("localities", String(400), nullable=False),
    Column("state", String(16), nullable=False),
    Column("pin_hash", String(200)),
    Column("on_duty", Boolean, nullable=False),
    link_to("staff", "cover_id"),
    Column("away_from", Instant),
    Column("away_until", Instant),
    Column("created_at", Instant, nullable=False),
)

# A contact point has one owner: what comes from it is a member of staff's, never a resident's.
staff_contacts = Table(
    "staff_contacts",
    metadata,
    link_to("contacts", primary_key=True, autoincrement=False),
    link_to("staff", "staff_id", nullable=False, index=True),
    Column("bound_at", Instant, nullable=False),
)

staff_codes = Table(
    "staff_codes",
    metadata,
    id_column(),
    link_to("staff", "staff_id", nullable=False),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# Wall time in minutes from midnight; a shift past midnight closes after 1440. `locality` empty: everywhere.
rota = Table(
    "rota",
    metadata,
    id_column(),
    link_to("staff", "staff_id", nullable=False, index=True),
    Column("locality", String(64), nullable=False),
    Column("weekday", SmallInteger, nullable=False),
    Column("opens", SmallInteger, nullable=False),
    Column("closes", SmallInteger, nullable=False),
    Index("ix_rota_weekday", "weekday"),
)
