"""Who reads what is written now, and when: what our texts may honestly say of it. Pure."""

from datetime import datetime

from bot.service_hours import ServiceHours


def who_reads(hours: ServiceHours, now: datetime) -> dict[str, str]:
    """`reads`: "open", "on call" or "later"; `day` and `time` of the next opening, in words."""
    reads = "open" if hours.is_open(now) else "on call" if hours.on_call else "later"
    return {"reads": reads} | next_opening(hours, now)


def next_opening(hours: ServiceHours, now: datetime) -> dict[str, str]:
    """The local day and time at which people here read again, e.g. Monday and 9am; now, while it is open."""
    at = hours.next_opening(now).astimezone(hours.zone)
    minutes = f":{at:%M}" if at.minute else ""
    return {"day": f"{at:%A}", "time": f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"}
