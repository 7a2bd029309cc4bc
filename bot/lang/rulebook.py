"""The rules of all chats, and beside them those of single chats."""

from threading import Lock

from bot.actions.escalate import Escalate
from bot.core.judge import Judge
from bot.core.plan import Plan, queries
from bot.core.ruleset import RuleSet
from bot.lang.load import Loaded
from bot.matching.tenants import TenantIndex, Tenants


class Rulebook:
    """A judge for each chat. Everything may be called from a thread while posts are judged."""

    def __init__(self, shared: Loaded) -> None:
        """`shared` are rules without an error."""
        assert shared.judge is not None
        self._shared = shared.judge
        self._tenants = Tenants(shared.index)
        self._plans: dict[int, Plan] = {}
        self._indexes: dict[int, TenantIndex] = {}
        self._judges: dict[int, Judge] = {}
        self._changing = Lock()

    def judge_for(self, chat_id: int) -> Judge:
        """The judge of the chat's posts; it stays right for as long as somebody keeps it."""
        return self._judges.get(chat_id, self._shared)

    def has(self, chat_id: int) -> bool:
        """Whether the chat has rules of its own."""
        return chat_id in self._plans

    def put(self, chat_id: int, own: RuleSet) -> None:
        """These are the chat's own rules now. No other chat is touched."""
        plan = Plan([own])
        with self._changing:
            index = self._tenants.put({chat_id: queries(plan.rules)})[chat_id]
            self._plans[chat_id], self._indexes[chat_id] = plan, index
            self._judges[chat_id] = self._judge(plan, index)

    def drop(self, chat_id: int) -> None:
        """The chat has no rules of its own any more."""
        with self._changing:
            if self._judges.pop(chat_id, None):
                del self._plans[chat_id], self._indexes[chat_id]
                self._tenants.drop(chat_id)

    def share(self, shared: Loaded) -> None:
        """These are the rules of all chats now; they have no error. The chats' own stay, and are not compiled anew."""
        assert shared.judge is not None
        with self._changing:
            self._shared = shared.judge
            self._indexes = self._tenants.over(shared.index, self._indexes)
            self._judges = {chat_id: self._judge(plan, self._indexes[chat_id]) for chat_id, plan in self._plans.items()}

    def _judge(self, plan: Plan, index: TenantIndex) -> Judge:
        return Judge([*self._shared.plans, plan], index, Escalate())
