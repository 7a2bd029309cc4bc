"""Setting the webhook, and noticing when nothing comes of it."""

import pytest

from bot.fakeapi import FakeApi
from bot.telegram.api import Api
from bot.telegram.errors import Revoked, WebhookRefused
from bot.telegram.feed import ALLOWED_UPDATES
from bot.telegram.registration import MAX_CONNECTIONS, Registration, remedy
from tests.telegram.kit import STEADY, FakeTime, client

URL = "https://bot.example.org/hook"


def registration(api: Api, time: FakeTime | None = None, url: str = URL) -> Registration:
    return Registration(api, url, "s3cret", backoff=STEADY, sleep=(time or FakeTime()).sleep)


async def test_it_asks_for_the_same_updates_as_a_poll_and_drops_none() -> None:
    async with FakeApi() as server, client(server) as api:
        await registration(api).set()
        assert server.called("setWebhook") == [
            {
                "url": URL,
                "secret_token": "s3cret",
                "allowed_updates": list(ALLOWED_UPDATES),
                "max_connections": MAX_CONNECTIONS,
            }
        ]


async def test_it_waits_for_a_server_that_cannot_do_it_yet(caplog: pytest.LogCaptureFixture) -> None:
    time = FakeTime()
    async with FakeApi() as server, client(server) as api:
        server.reset_next("setWebhook")
        server.fail_next("setWebhook", 429, "Too Many Requests: retry after 7", retry_after=7)
        server.fail_next("setWebhook", 500, "Internal Server Error")
        server.garble_next("setWebhook")
        await registration(api, time).set()
        assert server.webhook.url == URL
    assert time.slept == [0.5, 7, 2, 4]
    assert len(caplog.messages) == 2
    assert "cannot be reached" in caplog.messages[0]
    assert "at work again" in caplog.messages[1]


@pytest.mark.parametrize("url", ["https://bot.example.org:8080/hook", "http://bot.example.org/hook"])
async def test_a_refusal_ends_it_with_what_to_do(url: str) -> None:
    async with FakeApi() as server, client(server) as api:
        with pytest.raises(WebhookRefused, match=r"\(Bad Request: .*\): let `telegram\.webhook_url` "):
            await registration(api, url=url).set()


async def test_a_token_that_is_not_known_any_more_ends_it_after_a_while() -> None:
    time = FakeTime()
    async with FakeApi() as server, client(server) as api:
        server.fail_next("getWebhookInfo", 401, "Unauthorized", times=99)
        with pytest.raises(Revoked):
            await registration(api, time).watch()
    assert 60 <= sum(time.slept) <= 120


async def test_a_webhook_that_is_gone_is_set_again(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as server, client(server) as api:
        hook = registration(api)
        await hook.set()
        await hook.look()
        assert not caplog.messages
        server.webhook.url = ""
        await hook.look()
        assert server.webhook.url == URL
        server.webhook.url = "https://elsewhere.example/hook"
        await hook.look()
        assert server.webhook.url == URL
    assert len(caplog.messages) == 2
    assert "a second program with the same token" in caplog.messages[0]


async def test_what_telegram_complains_of_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as server, client(server) as api:
        hook = registration(api)
        await hook.set()
        server.webhook.fields |= {"last_error_date": 10, "last_error_message": "Connection refused"}
        await hook.look()
        assert not caplog.messages, "that was while the bot was away"
        server.webhook.fields |= {"last_error_date": 11, "last_error_message": "SSL error: certificate verify failed"}
        await hook.look()
        await hook.look()
    [said] = caplog.messages
    assert said == (
        "Telegram could not bring updates, 0 wait (SSL error: certificate verify failed): "
        "let the server at `telegram.webhook_url` show a valid certificate with its whole chain"
    )


@pytest.mark.parametrize(
    ("description", "advice"),
    [
        ("Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", "8443"),
        ("Bad Request: bad webhook: An HTTPS URL must be provided for webhook", "https://"),
        ("Bad Request: bad webhook: Failed to resolve host: Name or service not known", "look up"),
        ("Bad Request: bad webhook: IP address 127.0.0.1 is reserved", "whole Internet"),
        ("SSL error {error:1416F086:SSL routines:certificate verify failed}", "certificate"),
        ("Wrong response from the webhook: 403 Forbidden", "X-Telegram-Bot-Api-Secret-Token"),
        ("Wrong response from the webhook: 404 Not Found", "path"),
        ("Wrong response from the webhook: 503 Service Unavailable", "its log"),
        ("Connection refused", "`telegram.webhook_listen`"),
        ("Read timeout expired", "`telegram.webhook_listen`"),
    ],
)
def test_remedies(description: str, advice: str) -> None:
    assert advice in remedy(description)
