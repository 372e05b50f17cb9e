"""`frontdoor rehearse`: a whole locality on a virtual clock, through the real engine, store, outbox and queue.

Invented people, whose behaviour follows published rates, live beside the service and know only what comes to their phones. What
they did is kept apart from what the service stored; at the end the two are compared, and every rule is checked.
"""
