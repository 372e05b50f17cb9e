"""Measurements. `make bench` prints them; `make bench ARGS="turns memory"` runs some; nothing is written but to a temporary folder."""
