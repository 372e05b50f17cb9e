"""What staff do from their phones: enrolment, commands by text and by button, calls through our number, the digest."""
