"""Where a process's time goes: its stacks, looked at every two milliseconds of processor time.

A timer's signal, not a tracer: a tracer makes calls dear and hides what a few long ones cost. When the loop's thread is
waiting, the sample belongs to the threads that work for it (SQLite, through its driver).
"""

import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

EVERY = 0.002  # seconds of processor time
ROOT = str(Path(__file__).parents[2])
WAITING = ("select", "wait", "get", "_worker", "run_forever")


class Sampler:
    def __init__(self) -> None:
        self._whole: Counter[str] = Counter()
        self._own: Counter[str] = Counter()
        self._samples = 0

    def start(self) -> None:
        _ = signal.signal(signal.SIGPROF, self._look)
        _ = signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def _look(self, _: int, frame: FrameType | None) -> None:
        self._samples += 1
        if frame is not None and frame.f_code.co_name not in WAITING:
            self._count(frame)
            return
        for other in sys._current_frames().values():
            if other is not frame and other.f_code.co_name not in WAITING and not _is_here(other):
                self._count(other)
                return
        self._own["waiting"] += 1

    def _count(self, frame: FrameType) -> None:
        self._own[_name(frame)] += 1
        names: set[str] = set()
        at: FrameType | None = frame
        while at is not None:
            names.add(_name(at))
            at = at.f_back
        self._whole.update(names)

    def report(self) -> dict[str, object]:
        """Counts: of all samples, of each function with what it calls, and of its own."""
        return {"samples": self._samples, "whole": self._whole, "own": self._own}


def _is_here(frame: FrameType) -> bool:
    return frame.f_code.co_filename == __file__


def _name(frame: FrameType) -> str:
    code = frame.f_code
    path = code.co_filename
    short = path.removeprefix(f"{ROOT}/") if path.startswith(ROOT) and "/.venv/" not in path else _package(path)
    return f"{short}:{code.co_qualname}"


def _package(path: str) -> str:
    return "/".join(Path(path).parts[-2:])
