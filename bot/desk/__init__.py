"""The coordinators' pages: the queue, a referral, a contact. Call `setup` to add them to the web application."""

from bot.desk.changes import Changes
from bot.desk.door import DemoLink, Entrance
from bot.desk.privacy import Promises, setup_privacy
from bot.desk.site import setup

__all__ = ["Changes", "DemoLink", "Entrance", "Promises", "setup", "setup_privacy"]
