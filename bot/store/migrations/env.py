"""Alembic asks for this file; the service runs its migrations itself, in bot/store/migrate.py."""
