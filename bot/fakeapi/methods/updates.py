"""How the bot gets its updates."""

from typing import Any
from urllib.parse import urlsplit

from bot.fakeapi.params import Params
from bot.fakeapi.refusals import Refusal, bad_request
from bot.fakeapi.world import Webhook, World

_MOST = 100
_LONGEST_POLL = 50
_PORTS = (443, 80, 88, 8443)
_USUAL_CONNECTIONS, _MOST_CONNECTIONS = 40, 100
_OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """The oldest updates, once there are any; those before the offset are confirmed and never seen again."""
    if world.webhook.url:
        raise Refusal(409, _WEBHOOK)
    world.poll += 1
    mine = world.poll
    world.updates.wake()
    _allow(world, params)
    if offset := params.number("offset"):
        world.updates.confirm(offset)
    limit = min(max(params.number("limit", _MOST), 1), _MOST)
    found = world.updates.waiting(limit)
    timeout = min(params.number("timeout"), _LONGEST_POLL)
    if not found and timeout > 0:
        await world.updates.arrival(timeout)
        if mine != world.poll:
            raise Refusal(409, _OTHER_POLLER)
        found = world.updates.waiting(limit)
    return found


def set_webhook(world: World, params: Params) -> bool:
    """Send updates there from now on; an empty address ends it."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if url and (urlsplit(url).port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    connections = min(max(params.number("max_connections", _USUAL_CONNECTIONS), 1), _MOST_CONNECTIONS)
    secret = params.text("secret_token")
    world.webhook = Webhook(url, secret, {"max_connections": connections}) if url else Webhook()
    world.updates.wake()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Back to getUpdates."""
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    world.webhook = Webhook()
    return True


def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    """Where updates are sent, how many wait, and what went wrong last."""
    hook = world.webhook
    found: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed:
        found["allowed_updates"] = list(world.updates.allowed)
    return found | hook.fields


def _allow(world: World, params: Params) -> None:
    kinds = params.structure("allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates: Expected an Array of String")
    world.updates.allowed = tuple(kinds)
