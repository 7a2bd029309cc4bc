"""Questions of many callers, answered together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class Together(Generic[Q, A]):
    """Asks `find` for several answers at once: for whatever was asked while it looked up the ones before.

    `find` gets different questions, and returns an answer to each, in their order; what it raises is raised to all who
    asked for those. Who asks what somebody else waits for gets the same answer; callers go on in the order they came.
    """

    def __init__(self, find: Callable[[Sequence[Q]], Awaitable[Sequence[A]]]) -> None:
        self._find = find
        self._asked: list[Q] = []
        self._answers: dict[Q, asyncio.Future[A]] = {}
        self._finding: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """The answer. Who stops waiting does not stop the others."""
        answer = self._answers.get(question)
        if answer is None:
            answer = self._answers[question] = asyncio.get_running_loop().create_future()
            self._asked.append(question)
            if self._finding is None or self._finding.done():
                self._finding = asyncio.create_task(self._find_all())
        return await asyncio.shield(answer)

    async def _find_all(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            try:
                found = await self._find(asked)
            except asyncio.CancelledError:
                for question in asked:
                    self._answers.pop(question).cancel()
                raise
            except Exception as error:  # noqa: BLE001 - it belongs to those who asked
                for question in asked:
                    self._answers.pop(question).set_exception(error)
                continue
            for question, answer in zip(asked, found, strict=True):
                self._answers.pop(question).set_result(answer)
