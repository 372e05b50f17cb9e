"""One of what was shown, or a number from 0 to 10."""
