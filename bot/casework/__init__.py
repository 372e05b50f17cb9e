"""What staff do in the programme, whichever door they come through: the desk today. Each function does one thing in the
caller's transaction, or raises and has done nothing."""
