"""The moderators' desk: everything that people may do to a case."""

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.beginning import Beginnings
from bot.cases.desk.callback import Interim, Menu
from bot.cases.desk.checking import Checks
from bot.cases.desk.claiming import Claims
from bot.cases.desk.deciding import Decisions
from bot.cases.desk.explaining import Explanations
from bot.cases.desk.holding import Holds
from bot.cases.desk.office import Office
from bot.core.case import CardRef
from bot.core.measure import Measure


class Desk:
    """Each method checks who may, logs it, carries it out, shows it on the card, and has the followers told.

    `key` names what the person did for ever: handling the same again does nothing twice. A press is named
    `case:REF:press:ID`. All raise `StorageError` only.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        beginnings = Beginnings(office)
        self._claims = Claims(office, beginnings)
        self._decisions = Decisions(office, beginnings)
        self._checks = Checks(office, beginnings)
        self._explanations = Explanations(office)
        self.holds = Holds(office, beginnings)

    async def decide(self, person: Presser, ref: str, measure: Measure, key: str, words: str = "") -> Answer:
        """Decide a case, which takes an open one, and carry the decision out; a permanent ban may need a second one.

        `words` are the person's own reason, which the log keeps.
        """
        return await self._decisions.decide(person, ref, measure, key, words)

    async def approve(self, person: Presser, ref: str, key: str) -> Answer:
        """Approve what another moderator proposed, and carry it out."""
        return await self._decisions.approve(person, ref, key)

    async def refuse(self, person: Presser, ref: str, key: str) -> Answer:
        """Do not approve it: the owner decides."""
        return await self._claims.refuse(person, ref, key)

    async def take(self, person: Presser, ref: str, key: str) -> Answer:
        """Take a case for 15 minutes."""
        return await self._claims.take(person, ref, key)

    async def release(self, person: Presser, ref: str, key: str) -> Answer:
        """Give a case back that one has taken."""
        return await self._claims.release(person, ref, key)

    async def escalate(self, person: Presser, ref: str, key: str) -> Answer:
        """Hand a case to the owner."""
        return await self._claims.escalate(person, ref, key)

    async def hold(self, person: Presser, ref: str, meanwhile: Interim, key: str) -> Answer:
        """Take an interim measure, which lapses by itself after 24 hours."""
        return await self.holds.hold(person, ref, meanwhile, key)

    async def confirm(self, person: Presser, ref: str, key: str) -> Answer:
        """What a rule did by itself stays."""
        return await self._checks.confirm(person, ref, key)

    async def reverse(self, person: Presser, ref: str, key: str) -> Answer:
        """Take back what was done about a case that nobody appealed against."""
        return await self._checks.reverse(person, ref, key)

    async def explain(self, person: Presser, ref: str, place: CardRef | None, key: str) -> Answer:
        """Why a rule found the post. `place` is where the button was pressed."""
        return await self._explanations.explain(person, ref, place, key)

    async def offer(self, person: Presser, ref: str, menu: Menu, place: CardRef | None) -> Answer:
        """Show other buttons below the card at that place."""
        return await self._explanations.offer(person, ref, menu, place)
