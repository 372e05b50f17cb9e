"""A core for the server and another for who measures it, so that neither takes the other's time."""

import os
from contextlib import suppress


def on_core(core: int) -> None:
    """Keep this process to one core, where the system allows it."""
    with suppress(OSError, AttributeError):
        os.sched_setaffinity(0, {core % (os.cpu_count() or 1)})
