"""Telephone numbers and postcodes."""
