"""What an operator watches at /metrics. Counts only: never a number, a name or a word."""

from prometheus_client import Counter, Gauge

received = Counter("frontdoor_messages_received", "Inbound messages stored", ["channel"])
sent = Counter("frontdoor_messages_sent", "Texts that a provider took", ["channel"])
failed = Counter("frontdoor_sends_failed", "Hand-overs that a provider refused", ["channel", "code"])
handed_over_again = Counter("frontdoor_handed_over_again", "Texts queued again because their end was not seen")
nobody_on_duty = Gauge("frontdoor_nobody_on_duty", "1 while alerts reach nobody who is on duty, though people read")
