"""A phone in the terminal, for `frontdoor chat`."""
