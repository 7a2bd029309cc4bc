"""A fake Bot API server: updates in, calls out, with members, rights, deletions and the real refusals.

For the demo and the tests. It imports nothing else of `bot`, so that a fault there cannot hide here.
"""

from bot.fakeapi.calls import Received
from bot.fakeapi.chats import Chat
from bot.fakeapi.clock import ManualClock
from bot.fakeapi.server import FakeApi
from bot.fakeapi.users import User

__all__ = ["Chat", "FakeApi", "ManualClock", "Received", "User"]
