"""The programme: episodes, check-ins, goals with their steps, answers, scores and inputs; and pictures in the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _episodes()
    _checkins()
    _goals()
    _numbers()
    with op.batch_alter_table("outbox") as batch:
        batch.add_column(sa.Column("picture", sa.LargeBinary(), nullable=True))


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str, name: str = "") -> None:
    op.create_index(name or op.f(f"ix_{table}_{columns[0]}"), table, list(columns), unique=False)


def _episodes() -> None:
    op.create_table(
        "episodes",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("referral_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("key_worker_id", ID, nullable=True),
        sa.Column("cares_for_id", ID, nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("locality", sa.String(length=64), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("sub_group", sa.String(length=32), nullable=False),
        sa.Column("issues", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("age_band", sa.String(length=8), nullable=False),
        sa.Column("consent", sa.String(length=16), nullable=False),
        sa.Column("may_say", sa.String(length=16), nullable=False),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.String(length=5), nullable=False),
        sa.Column("pace", sa.SmallInteger(), nullable=False),
        sa.Column("cap", sa.SmallInteger(), nullable=False),
        sa.Column("paused_from", sa.String(length=10), nullable=True),
        sa.Column("paused_until", sa.String(length=10), nullable=True),
        sa.Column("missed", sa.SmallInteger(), nullable=False),
        sa.Column("referred_at", sa.BigInteger(), nullable=False),
        sa.Column("started_on", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("planned_at", sa.BigInteger(), nullable=True),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.Column("held_why", sa.String(length=24), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ending", sa.String(length=24), nullable=True),
        sa.Column("open_reason", sa.String(length=32), nullable=True),
        _key("episodes", "referral_id", "referrals"),
        _key("episodes", "person_id", "people"),
        _key("episodes", "contact_id", "contacts"),
        _key("episodes", "key_worker_id", "staff"),
        _key("episodes", "cares_for_id", "episodes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
    )
    _index("episodes", "cares_for_id")
    _index("episodes", "contact_id")
    _index("episodes", "key_worker_id")
    _index("episodes", "person_id")
    _index("episodes", "planned_at")
    _index("episodes", "referral_id")
    _index("episodes", "state", "programme", name="ix_episodes_state")


def _checkins() -> None:
    op.create_table(
        "checkins",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("episode_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("flat", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=True),
        _key("checkins", "episode_id", "episodes"),
        _key("checkins", "contact_id", "contacts"),
        _key("checkins", "conversation_id", "conversations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("episode_id", "kind", "week", name=op.f("uq_checkins_episode_id")),
    )
    _index("checkins", "contact_id")
    _index("checkins", "conversation_id")
    _index("checkins", "state", "due_at", name="ix_checkins_due")
    _index("checkins", "state", "next_at", name="ix_checkins_next")


def _goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("episode_id", ID, nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("strengths", sa.LargeBinary(), nullable=True),
        sa.Column("importance", sa.SmallInteger(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        _key("goals", "episode_id", "episodes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
        sa.UniqueConstraint("episode_id", "key", name=op.f("uq_goals_episode_id")),
    )
    op.create_table(
        "steps",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("goal_id", ID, nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.String(length=16), nullable=False),
        sa.Column("by_on", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        _key("steps", "goal_id", "goals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sa.UniqueConstraint("goal_id", "key", name=op.f("uq_steps_goal_id")),
    )
    _index("steps", "goal_id")


def _numbers() -> None:
    op.create_table(
        "answers",
        sa.Column("checkin_id", ID, autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _key("answers", "checkin_id", "checkins"),
        sa.PrimaryKeyConstraint("checkin_id", "item", name=op.f("pk_answers")),
    )
    op.create_table(
        "scores",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("episode_id", ID, nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("missing", sa.SmallInteger(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _key("scores", "episode_id", "episodes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scores")),
        sa.UniqueConstraint("episode_id", "measure", "phase", "week", name=op.f("uq_scores_episode_id")),
    )
    op.create_table(
        "inputs",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("episode_id", ID, nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _key("inputs", "episode_id", "episodes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inputs")),
    )
    _index("inputs", "episode_id")
