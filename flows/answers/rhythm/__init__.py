"""When and how often somebody wants to hear from us, in what way, and a rest from it."""
