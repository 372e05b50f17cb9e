"""Signing in at the desk: how somebody proves who they are, the links by which they choose how, and who is signed in.

Passwords are kept as Argon2 hashes, links and sessions as keyed hashes. The secret of the codes must be opened to check
one, so it is sealed.
"""

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# `totp_step`: the time step of the last code that was accepted: each counts once.
logins = Table(
    "logins",
    metadata,
    link_to("staff", "staff_id", primary_key=True, autoincrement=False),
    Column("password_hash", String(200), nullable=False),
    Column("totp_secret", Sealed, nullable=False),
    Column("totp_step", BigInteger, nullable=False),
    Column("enrolled_at", Instant, nullable=False),
)

enrolments = Table(
    "enrolments",
    metadata,
    id_column(),
    link_to("staff", "staff_id", nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("secret", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# An account at the organisation's own sign-in: the provider's address, and what it calls them.
accounts = Table(
    "accounts",
    metadata,
    link_to("staff", "staff_id", primary_key=True, autoincrement=False),
    Column("account", Sealed, nullable=False),
    Column("linked_at", Instant, nullable=False),
)

# `seen_at` is written at most once a minute.
sessions = Table(
    "sessions",
    metadata,
    id_column(),
    link_to("staff", "staff_id", nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
