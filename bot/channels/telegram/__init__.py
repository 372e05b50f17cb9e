"""Telegram: private chats with a bot, by webhook or by long polling.

python-telegram-bot takes a third of a second and 50 MB to import, so only `sender` and `failures` touch it,
and only once a token is set.
"""
