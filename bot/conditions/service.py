"""`service`: what a service message tells of."""

from dataclasses import dataclass

from bot.core.arguments import argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import ServiceKind


@dataclass(frozen=True)
class Service(Condition):
    """Holds if the post is a service message that tells of one of these: for rules with `applies_to: [service]`.

    To clean up after members who come and go: `applies_to: [service]`, `if: {service: [joined, left]}`, `then: delete`.
    Example: `service: [joined, left]`; `service: true` holds for any service message.
    """

    any_: tuple[ServiceKind, ...] = argument("What it tells of, one of these.", default=(), example="[joined, left]")

    def check(self, context: Context) -> Finding:
        told = context.post.service
        return Finding.of(told is not None and (not self.any_ or told in self.any_))

    def account(self, context: Context) -> str:
        return context.post.service or "no service message"
