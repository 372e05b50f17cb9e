"""The service is killed, at moments that nobody chose, and everything that it owes must still be there."""
