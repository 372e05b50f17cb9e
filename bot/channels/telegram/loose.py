"""Looking into JSON of which nothing is known. Whatever is not there, or not what it should be, is nothing."""

from typing import cast


def inside(value: object, *path: str) -> object:
    """What lies at the end of the path, or None."""
    for key in path:
        value = cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
    return value


def items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def words(value: object) -> str:
    return value if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """A whole number that a database can hold."""
    return value if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63 else None


def degrees(value: object) -> float | None:
    """A latitude or longitude."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -180 <= value <= 180 else None
