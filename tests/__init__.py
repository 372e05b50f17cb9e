"""The tests, what they share, and what is taught and measured."""

import os

# Before numpy is loaded. Its threads wait for each other by spinning, and others share the cores: what is taught in 12 s on
# one took 56 on two. And one adds up in one order: on another number of threads another model was learnt.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    _ = os.environ.setdefault(name, "1")
