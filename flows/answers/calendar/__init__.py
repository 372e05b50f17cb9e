"""A day, a time of day, and when it is safe to write."""
