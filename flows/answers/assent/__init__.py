"""Yes or no, to whatever was asked."""
