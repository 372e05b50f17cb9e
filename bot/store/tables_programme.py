"""The programme's tables: who is on it, what is asked of them and when, their goals, what they answered, and what was done.

Numbers are kept as numbers, because reports count them; whatever somebody said in words is sealed.
"""

from sqlalchemy import Boolean, Column, Float, Index, SmallInteger, String, Table, UniqueConstraint

from bot.store.schema import Instant, Sealed, id_column, link_to, metadata

# One person on one programme. `state`: active -> held (a death was reported: nothing goes out) -> active, or closed with its
# `ending`. `weeks` grows when staff extend. Their rhythm: `day` (0 is Monday) and `hour` in wall time, every `pace` weeks,
# at most `cap` texts of ours a week, none before `paused_until`. Days are local dates, written 2026-11-24.
# `cares_for_id`: the episode of the person whom this caregiver looks after; `may_say`: what that person lets us tell them.
# `planned_at` is null while its check-ins must be planned anew: nothing of it is sent meanwhile.
# `missed`: check-ins in a row without an answer. `source` is one of the paper's seven; `issues` holds social, biomedical and
# psychological, with | between; `open_reason` is why the case is still open, a code.
episodes = Table(
    "episodes",
    metadata,
    id_column(),
    link_to("referrals", index=True),
    link_to("people", "person_id", index=True),
    link_to("contacts", nullable=False, index=True),
    link_to("staff", "key_worker_id", index=True),
    link_to("episodes", "cares_for_id", index=True),
    Column("role", String(16), nullable=False),
    Column("programme", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("locality", String(64), nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("sub_group", String(32), nullable=False),
    Column("issues", String(40), nullable=False),
    Column("source", String(24), nullable=False),
    Column("age_band", String(8), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("may_say", String(16), nullable=False),
    Column("weeks", SmallInteger, nullable=False),
    Column("day", SmallInteger, nullable=False),
    Column("hour", String(5), nullable=False),
    Column("pace", SmallInteger, nullable=False),
    Column("cap", SmallInteger, nullable=False),
    Column("paused_from", String(10)),
    Column("paused_until", String(10)),
    Column("missed", SmallInteger, nullable=False),
    Column("referred_at", Instant, nullable=False),
    Column("started_on", String(10), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("planned_at", Instant, index=True),
    Column("held_at", Instant),
    Column("held_why", String(24)),
    Column("ended_at", Instant),
    Column("ending", String(24)),
    Column("open_reason", String(32)),
    Index("ix_episodes_state", "state", "programme"),
)

# One thing asked, or to be asked. planned -> open -> answered, part (begun, not ended), quiet, or expired, skipped,
# cancelled before it was asked; `by` says who entered the answers of a phone call. `next_at`: when the ladder of silence
# looks again; `step`: how often it has. `words`: what they said in their own, for next week; `flat`: it was "fine".
checkins = Table(
    "checkins",
    metadata,
    id_column(),
    link_to("episodes", nullable=False),
    link_to("contacts", index=True),
    link_to("conversations", index=True),
    Column("kind", String(16), nullable=False),
    Column("week", SmallInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("next_at", Instant),
    Column("step", SmallInteger, nullable=False),
    Column("opened_at", Instant),
    Column("answered_at", Instant),
    Column("settled_at", Instant),
    Column("words", Sealed),
    Column("flat", Boolean, nullable=False),
    Column("by", String(80)),
    UniqueConstraint("episode_id", "kind", "week"),
    Index("ix_checkins_due", "state", "due_at"),
    Index("ix_checkins_next", "state", "next_at"),
)

# In the person's own words. open -> met or dropped. `importance` and `confidence` are 0 to 10, as they gave them.
goals = Table(
    "goals",
    metadata,
    id_column(),
    link_to("episodes", nullable=False),
    Column("key", String(8), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("strengths", Sealed),
    Column("importance", SmallInteger),
    Column("confidence", SmallInteger),
    Column("state", String(8), nullable=False),
    Column("set_by", String(80), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("episode_id", "key"),
)

# Who does what by when. `who`: person, worker, family or other. `told_at`: when the person heard of one that staff added.
steps = Table(
    "steps",
    metadata,
    id_column(),
    link_to("goals", nullable=False, index=True),
    Column("key", String(8), nullable=False),
    Column("what", Sealed, nullable=False),
    Column("who", String(16), nullable=False),
    Column("by_on", String(10)),
    Column("state", String(8), nullable=False),
    Column("set_by", String(80), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("told_at", Instant),
    Column("done_at", Instant),
    UniqueConstraint("goal_id", "key"),
)

# One answer to one item of a measure, as a number; for a goal, its progress (`item` is goal_ and the goal's id).
answers = Table(
    "answers",
    metadata,
    link_to("checkins", primary_key=True, autoincrement=False),
    Column("item", String(32), primary_key=True),
    Column("measure", String(24), nullable=False),
    Column("value", SmallInteger, nullable=False),
    Column("at", Instant, nullable=False),
)

# What a measure came to at one point (`phase`: baseline, checkin, review, final or followup). `value` is null when too
# many items are missing; `missing` counts them.
scores = Table(
    "scores",
    metadata,
    id_column(),
    link_to("episodes", nullable=False),
    Column("measure", String(24), nullable=False),
    Column("phase", String(16), nullable=False),
    Column("week", SmallInteger, nullable=False),
    Column("value", Float),
    Column("missing", SmallInteger, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("episode_id", "measure", "phase", "week"),
)

# Something that was done for the person: a category of Box 2 of the main paper, and how long it took.
inputs = Table(
    "inputs",
    metadata,
    id_column(),
    link_to("episodes", nullable=False, index=True),
    Column("category", String(32), nullable=False),
    Column("minutes", SmallInteger),
    Column("on", String(10), nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", Instant, nullable=False),
)
