from bot.fakeapi import FakeApi
from tests.fakeapi.kit import client


async def test_a_channels_post_goes_on_to_its_discussion_group() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup("Talk")
        channel = server.channel("News", linked=group)
        post = channel.post(text="Hello", author_signature="Ann")
        first, second = await telegram.updates()
        forward = second["message"]
        assert first["channel_post"]["sender_chat"]["id"] == channel.id
        assert (forward["from"]["id"], forward["is_automatic_forward"], forward["text"]) == (777000, True, "Hello")
        assert forward["forward_origin"]["message_id"] == post["message_id"]
        assert forward["sender_chat"]["id"] == channel.id
        comment = group.post(server.user(), "first!", reply_to=forward)
        assert comment["message_thread_id"] == forward["message_id"]
        assert comment["reply_to_message"] == forward
        assert (await telegram.call("getChat", chat_id=channel.id))["linked_chat_id"] == group.id


async def test_who_stands_in_for_anonymous_admins_and_channels() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, channel = server.supergroup(), server.channel(bot="left")
        group.post(text="as the group")
        group.post(text="as a channel", sender_chat=channel)
        senders = [update["message"] for update in await telegram.updates()]
        assert [(sender["from"]["id"], sender["sender_chat"]["id"]) for sender in senders] == [
            (1087968824, group.id),
            (136817688, channel.id),
        ]


async def test_marks_are_found_and_counted_in_utf_16() -> None:
    async with FakeApi() as server, client(server) as telegram:
        server.supergroup().post(server.user(), "😀 /start@bot_x https://a.example/b?c=1 @someone a@b.org #tag t.me/x")
        (update,) = await telegram.updates()
        text = update["message"]["text"].encode("utf-16-le")
        found = [
            (mark["type"], text[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le"))
            for mark in update["message"]["entities"]
        ]
        assert found == [
            ("bot_command", "/start@bot_x"),
            ("url", "https://a.example/b?c=1"),
            ("mention", "@someone"),
            ("email", "a@b.org"),
            ("hashtag", "#tag"),
            ("url", "t.me/x"),
        ]


async def test_an_edit_makes_a_new_message_and_leaves_the_old_update_alone() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        message = group.post(server.user(), "see https://a.example", photo=None)
        server.edit(message, text="clean")
        first, second = await telegram.updates()
        assert first["message"]["text"] == "see https://a.example"
        assert (second["edited_message"]["text"], "entities" in second["edited_message"]) == ("clean", False)
        assert group.messages[message["message_id"]] == second["edited_message"]


async def test_an_album_and_other_bots() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        photo = [{"file_id": "f1", "file_unique_id": "u", "width": 1, "height": 1}]
        group.album(user, {"photo": photo, "caption": "a"}, {"photo": photo})
        group.post(server.user("Other", is_bot=True), "not delivered")
        first, second = await telegram.updates()
        assert first["message"]["media_group_id"] == second["message"]["media_group_id"]


async def test_members_come_and_go_and_are_told_of() -> None:
    async with FakeApi() as server, client(server) as telegram:
        owner, user = server.user("Own"), server.user("Ann", username="ann", language_code="en", is_premium=True)
        group = server.supergroup(owner=owner)
        await telegram.updates(allowed_updates=["message", "chat_member", "chat_join_request", "message_reaction"])
        group.ask_to_join(user, "hi")
        group.join(user)
        message = group.post(user, "x")
        group.react(user, message, {"type": "emoji", "emoji": "👍"})
        group.promote(user, {"can_delete_messages": True}, title="Mod")
        group.demote(user)
        group.leave(user)
        assert await telegram.kinds() == [
            "chat_join_request",
            "chat_member",
            "message",
            "message",
            "message_reaction",
            "chat_member",
            "chat_member",
            "chat_member",
            "message",
        ]
        assert group.members.of(user).status == "left"


async def test_a_press_is_answered_once() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        keys = {"inline_keyboard": [[{"text": "Keep", "callback_data": "keep"}]]}
        card = await telegram.call("sendMessage", chat_id=group.id, text="a card", reply_markup=keys)
        press = server.press(user, card, "keep")
        (update,) = await telegram.updates()
        assert update["callback_query"]["data"] == "keep"
        assert "MESSAGE_TOO_LONG" in await telegram.refusal(
            "answerCallbackQuery", callback_query_id=press.id, text="x" * 201
        )
        await telegram.call("answerCallbackQuery", callback_query_id=press.id, text="done")
        assert press.answer == {"callback_query_id": press.id, "text": "done"}
        assert "query is too old" in await telegram.refusal("answerCallbackQuery", callback_query_id=press.id)
