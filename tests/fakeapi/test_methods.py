from typing import Any

import pytest

from bot.fakeapi import FakeApi, ManualClock
from tests.fakeapi.kit import client

DAY = 24 * 3600


async def test_the_bot_writes_to_users_only_once_they_started_it() -> None:
    async with FakeApi() as server, client(server) as telegram:
        user = server.user("Ann", last_name="Lee", username="ann")
        refusal = "Forbidden: bot can't initiate conversation with a user"
        assert await telegram.refusal("sendMessage", chat_id=user.id, text="x") == refusal
        server.private(user)
        assert await telegram.refusal("sendMessage", chat_id=user.id, text="x") == refusal
        server.start(user, "payload")
        assert (await telegram.updates())[0]["message"]["text"] == "/start payload"
        assert (await telegram.call("sendMessage", chat_id=user.id, text="x"))["chat"]["username"] == "ann"
        user.blocked = True
        assert "bot was blocked by the user" in await telegram.refusal("sendMessage", chat_id=user.id, text="x")
        assert await telegram.refusal("sendMessage", chat_id=999, text="x") == "Bad Request: chat not found"


async def test_a_chat_the_bot_is_not_in() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, channel = server.supergroup(bot="left"), server.channel(bot="kicked")
        for method in ("getChat", "getChatAdministrators", "sendChatAction"):
            assert await telegram.refusal(method, chat_id=group.id) == (
                "Forbidden: bot is not a member of the supergroup chat"
            )
        assert "bot was kicked from the channel chat" in await telegram.refusal("getChat", chat_id=channel.id)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a <b>b</b>", "a b", [("bold", 2, 1)]),
        ("😀<i>x</i>", "😀x", [("italic", 2, 1)]),
        ("&lt;&amp;&gt;&quot;&#65;&#x42;&nbsp;", '<&>"AB&nbsp;', []),
        ("  <u>x</u>  ", "x", [("underline", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b><i>x</i></b>", "x", [("bold", 0, 1), ("italic", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
    ],
)
async def test_html_becomes_entities(source: str, text: str, entities: list[Any]) -> None:
    async with FakeApi() as server, client(server) as telegram:
        sent = await telegram.call("sendMessage", chat_id=server.supergroup().id, text=source, parse_mode="HTML")
        found = [(mark["type"], mark["offset"], mark["length"]) for mark in sent.get("entities", [])]
        assert (sent["text"], found) == (text, entities)


async def test_links_keep_their_addresses() -> None:
    async with FakeApi() as server, client(server) as telegram:
        source = '<a href="https://a.example/?x=1&amp;y=2">x</a> <a href="tg://user?id=7">y</a> <code>t.me/z</code>'
        sent = await telegram.call("sendMessage", chat_id=server.supergroup().id, text=source, parse_mode="HTML")
        link, mention, code = sent["entities"]
        assert link["url"] == "https://a.example/?x=1&y=2"
        assert (mention["type"], mention["user"]["id"], code["type"]) == ("text_mention", 7, "code")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0'),
        ("é<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_faulty_html_is_refused(source: str, error: str) -> None:
    async with FakeApi() as server, client(server) as telegram:
        found = await telegram.refusal("sendMessage", chat_id=server.supergroup().id, text=source, parse_mode="HTML")
        assert found == f"Bad Request: can't parse entities: {error}"


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"text": "  "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "None"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "Text buttons are unallowed"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ],
)
async def test_messages_that_are_refused(params: dict[str, Any], error: str) -> None:
    async with FakeApi() as server, client(server) as telegram:
        assert error in await telegram.refusal("sendMessage", chat_id=server.supergroup().id, **params)


MEDIA = ("photo", "video", "document", "animation", "audio", "voice", "sticker", "video_note")


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_by_file_id(kind: str) -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        method = "send" + "".join(word.capitalize() for word in kind.split("_"))
        caption = {} if kind in ("sticker", "video_note") else {"caption": "<b>c</b>", "parse_mode": "HTML"}
        sent = await telegram.call(method, chat_id=group.id, **{kind: "AgACfile"}, **caption)
        media = sent[kind][-1] if kind == "photo" else sent[kind]
        assert (media["file_id"], sent.get("caption")) == ("AgACfile", "c" if caption else None)
        assert "Bad Request" in await telegram.refusal(method, chat_id=group.id)


async def test_an_album_a_copy_and_a_forward() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, channel = server.supergroup(), server.channel()
        media = [{"type": "photo", "media": "file1", "caption": "c"}, {"type": "video", "media": "file2"}]
        album = await telegram.call("sendMediaGroup", chat_id=group.id, media=media)
        assert group.messages[album[0]["message_id"]]["media_group_id"] == album[1]["media_group_id"]
        post = channel.post(text="news")
        there = {"chat_id": group.id, "from_chat_id": channel.id, "message_id": post["message_id"]}
        copy = await telegram.call("copyMessage", **there)
        forward = await telegram.call("forwardMessage", **there)
        assert "forward_origin" not in group.messages[copy["message_id"]]
        assert forward["forward_origin"]["chat"]["id"] == channel.id
        channel.protected = True
        assert "message can't be forwarded" in await telegram.refusal("forwardMessage", **there)


async def test_the_bot_edits_its_own_messages_alone() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        keys = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        sent = await telegram.call("sendMessage", chat_id=group.id, text="one", reply_markup=keys)
        place = {"chat_id": group.id, "message_id": sent["message_id"]}
        edited = await telegram.call("editMessageText", **place, text="two", reply_markup=keys)
        assert (edited["text"], edited["reply_markup"]) == ("two", keys)
        again = await telegram.refusal("editMessageText", **place, text="two", reply_markup=keys)
        assert "message is not modified" in again
        assert "reply_markup" not in await telegram.call("editMessageReplyMarkup", **place)
        other = group.post(server.user(), "x")
        place["message_id"] = other["message_id"]
        assert "message can't be edited" in await telegram.refusal("editMessageText", **place, text="y")
        place["message_id"] = 99
        assert "message to edit not found" in await telegram.refusal("editMessageText", **place, text="y")
        photo = await telegram.call("sendPhoto", chat_id=group.id, photo="file1")
        place["message_id"] = photo["message_id"]
        assert "there is no text in the message" in await telegram.refusal("editMessageText", **place, text="y")
        assert (await telegram.call("editMessageCaption", **place, caption="c"))["caption"] == "c"


async def test_buttons_of_another_admins_channel_post() -> None:
    async with FakeApi() as server, client(server) as telegram:
        may, may_not = server.channel(), server.channel(bot_rights={"can_post_messages": True})
        for channel, works in ((may, True), (may_not, False)):
            post = channel.post(
                text="x", reply_markup={"inline_keyboard": [[{"text": "a", "url": "https://a.example"}]]}
            )
            answer = await telegram.raw(
                "editMessageReplyMarkup", json={"chat_id": channel.id, "message_id": post["message_id"]}
            )
            assert answer["ok"] is works


@pytest.mark.parametrize(
    ("rights", "age", "error"),
    [
        (None, 0, None),
        (None, 48 * 3600, None),
        (None, 48 * 3600 + 1, "message can't be deleted"),
        ({"can_restrict_members": True}, 0, "message can't be deleted"),
    ],
)
async def test_deleting(rights: dict[str, bool] | None, age: int, error: str | None) -> None:
    clock = ManualClock()
    async with FakeApi(clock=clock) as server, client(server) as telegram:
        group = server.supergroup(bot_rights=rights)
        message = group.post(server.user(), "x")
        clock.advance(age)
        place = {"chat_id": group.id, "message_id": message["message_id"]}
        if error:
            assert await telegram.refusal("deleteMessage", **place) == f"Bad Request: {error}"
        else:
            await telegram.call("deleteMessage", **place)
            assert "message to delete not found" in await telegram.refusal("deleteMessage", **place)
        assert group.deleted == ([] if error else [message["message_id"]])


async def test_the_bots_own_messages_can_go_without_a_right() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup(bot="member")
        sent = await telegram.call("sendMessage", chat_id=group.id, text="x")
        await telegram.call("deleteMessage", chat_id=group.id, message_id=sent["message_id"])


async def test_a_batch_passes_over_unknown_ids_and_fails_as_a_whole() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        ids = [group.post(user, "x")["message_id"] for _ in range(3)]
        service = group.keep({"supergroup_chat_created": True, "from": user.as_dict()})
        everything = [*ids, service["message_id"], 77]
        for faulty in (everything, [], list(range(1, 102))):
            assert "Bad Request" in await telegram.refusal("deleteMessages", chat_id=group.id, message_ids=faulty)
        assert group.deleted == []
        await telegram.call("deleteMessages", chat_id=group.id, message_ids=[*ids, 77])
        assert group.deleted == ids


async def test_sanctions_need_a_right_and_spare_admins() -> None:
    async with FakeApi() as server, client(server) as telegram:
        owner, admin, user = server.user(), server.user(), server.user()
        people: dict[str, Any] = {"owner": owner, "admins": [admin], "members": [user]}
        weak = server.supergroup(bot_rights={"can_delete_messages": True}, **people)
        strong = server.supergroup(**people)
        cases = [
            (weak, user.id, "not enough rights to restrict/unrestrict chat member"),
            (strong, admin.id, "user is an administrator of the chat"),
            (strong, owner.id, "can't remove chat owner"),
            (strong, 5, "member not found"),
            (strong, server.me.id, "can't restrict self"),
        ]
        for chat, user_id, error in cases:
            for method in ("banChatMember", "restrictChatMember"):
                found = await telegram.refusal(method, chat_id=chat.id, user_id=user_id, permissions={})
                assert found == f"Bad Request: {error}"
        group = server.group(**people)
        found = await telegram.refusal("restrictChatMember", chat_id=group.id, user_id=user.id, permissions={})
        assert found == "Bad Request: method is available only for supergroups"


async def test_a_ban_and_its_end() -> None:
    clock = ManualClock()
    async with FakeApi(clock=clock) as server, client(server) as telegram:
        user = server.user()
        group = server.supergroup(members=[user])
        await telegram.updates(allowed_updates=["chat_member"])
        who = {"chat_id": group.id, "user_id": user.id}

        async def status() -> str:
            return str((await telegram.call("getChatMember", **who))["status"])

        await telegram.call("banChatMember", **who, until_date=int(clock()) + DAY)
        assert await status() == "kicked"
        clock.advance(DAY)
        assert await status() == "left"
        for ahead in (29, 367 * DAY):
            await telegram.call("banChatMember", **who, until_date=int(clock()) + ahead)
            assert (await telegram.call("getChatMember", **who))["until_date"] == 0
        await telegram.call("unbanChatMember", **who, only_if_banned=True)
        assert await status() == "left"
        group.join(user)
        await telegram.call("unbanChatMember", **who, only_if_banned=True)
        assert await status() == "member"
        await telegram.call("unbanChatMember", **who)
        assert await status() == "left"


async def test_a_mute_and_its_end() -> None:
    clock = ManualClock()
    async with FakeApi(clock=clock) as server, client(server) as telegram:
        user = server.user()
        group = server.supergroup(members=[user])
        await telegram.updates(allowed_updates=["chat_member"])
        who = {"chat_id": group.id, "user_id": user.id}
        await telegram.call(
            "restrictChatMember", **who, permissions={"can_send_messages": False}, until_date=int(clock()) + 3600
        )
        member = await telegram.call("getChatMember", **who)
        assert (member["status"], member["can_send_messages"], member["is_member"]) == ("restricted", False, True)
        (update,) = await telegram.updates()
        assert update["chat_member"]["new_chat_member"] == member
        assert update["chat_member"]["from"]["id"] == server.me.id
        clock.advance(3600)
        assert (await telegram.call("getChatMember", **who))["status"] == "member"


async def test_channels_as_senders() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        await telegram.call("banChatSenderChat", chat_id=group.id, sender_chat_id=-1005)
        assert group.members.banned_senders == {-1005}
        await telegram.call("unbanChatSenderChat", chat_id=group.id, sender_chat_id=-1005)
        assert group.members.banned_senders == set()


async def test_admins_are_listed_without_other_bots() -> None:
    async with FakeApi() as server, client(server) as telegram:
        owner, other = server.user("Own"), server.user("Bot", is_bot=True)
        group = server.supergroup(owner=owner, admins=[other], members=[server.user()])
        found = await telegram.call("getChatAdministrators", chat_id=group.id)
        assert {member["user"]["id"] for member in found} == {owner.id, server.me.id}
        assert await telegram.call("getChatMemberCount", chat_id=group.id) == 4


async def test_requests_to_join() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        who = {"chat_id": group.id, "user_id": user.id}
        group.ask_to_join(user)
        await telegram.call("declineChatJoinRequest", **who)
        for method in ("approveChatJoinRequest", "declineChatJoinRequest"):
            assert "HIDE_REQUESTER_MISSING" in await telegram.refusal(method, **who)
        assert group.members.of(user).status == "left"
        group.ask_to_join(user)
        await telegram.call("approveChatJoinRequest", **who)
        assert group.members.of(user).status == "member"
        assert "USER_ALREADY_PARTICIPANT" in await telegram.refusal("approveChatJoinRequest", **who)


async def test_who_was_muted_before_is_so_when_let_in() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        who = {"chat_id": group.id, "user_id": user.id}
        group.ask_to_join(user)
        await telegram.call("restrictChatMember", **who, permissions={"can_send_messages": False})
        await telegram.call("approveChatJoinRequest", **who)
        member = group.members.of(user)
        assert (member.status, member.inside) == ("restricted", True)


async def test_reactions_are_given_and_taken_off() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, user = server.supergroup(), server.user()
        message = group.post(user, "x")
        place = {"chat_id": group.id, "message_id": message["message_id"]}
        thumb, eyes = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👀"}
        await telegram.call("setMessageReaction", **place, reaction=[eyes])
        assert group.reactions.of(message["message_id"], server.me.id) == [eyes]
        refused = {"🐌": "REACTION_INVALID", "\u2764\ufe0f": "REACTION_INVALID"}
        for emoji, text in refused.items():
            given = [{"type": "emoji", "emoji": emoji}]
            assert text in await telegram.refusal("setMessageReaction", **place, reaction=given)
        assert "TOO_MANY" in await telegram.refusal("setMessageReaction", **place, reaction=[eyes, thumb])
        gone = {**place, "message_id": 999}
        assert "message to react not found" in await telegram.refusal("setMessageReaction", **gone, reaction=[eyes])
        await telegram.updates(allowed_updates=["message_reaction"])
        group.react(user, message, thumb)
        await telegram.call("deleteMessageReaction", **place, user_id=user.id)
        assert group.reactions.of(message["message_id"], user.id) == []
        assert "message not found" in await telegram.refusal("deleteMessageReaction", **gone, user_id=user.id)
        assert "user_id" in await telegram.refusal("deleteMessageReaction", **place)


async def test_taking_off_reactions_needs_a_right_and_a_group() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group, channel, user = server.supergroup(bot_rights={"can_pin_messages": True}), server.channel(), server.user()
        for chat, text in ((group, "not enough rights"), (channel, "only for groups")):
            message = chat.post(None, "x")
            place = {"chat_id": chat.id, "message_id": message["message_id"], "user_id": user.id}
            assert text in await telegram.refusal("deleteMessageReaction", **place)


async def test_messages_into_a_topic() -> None:
    async with FakeApi() as server, client(server) as telegram:
        forum, user = server.supergroup(is_forum=True), server.user()
        first = forum.post(user, "x", message_thread_id=7, is_topic_message=True)
        sent = await telegram.call("sendMessage", chat_id=forum.id, text="y", message_thread_id=7)
        assert (sent["message_thread_id"], sent["is_topic_message"]) == (7, True)
        reply = {"message_id": first["message_id"]}
        sent = await telegram.call("sendMessage", chat_id=forum.id, text="y", reply_parameters=reply)
        assert sent["message_thread_id"] == 7
        refused = await telegram.refusal("sendMessage", chat_id=forum.id, text="y", message_thread_id=8)
        assert "message thread not found" in refused


async def test_commands_are_kept_by_scope() -> None:
    async with FakeApi() as server, client(server) as telegram:
        commands = [{"command": "report", "description": "Report a post"}]
        scope = {"type": "all_private_chats"}
        await telegram.call("setMyCommands", commands=commands, scope=scope)
        assert await telegram.call("getMyCommands", scope=scope) == commands
        assert await telegram.call("getMyCommands") == []
        await telegram.call("deleteMyCommands", scope=scope)
        assert await telegram.call("getMyCommands", scope=scope) == []


async def test_a_group_that_became_a_supergroup() -> None:
    async with FakeApi() as server, client(server) as telegram:
        user = server.user()
        old = server.group("G", members=[user])
        new = server.migrate(old)
        answer = await telegram.raw("sendMessage", json={"chat_id": old.id, "text": "x"})
        assert answer["parameters"] == {"migrate_to_chat_id": new.id}
        assert new.members.of(user).inside


async def test_a_place_a_contact_and_leaving() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        await telegram.call("sendLocation", chat_id=group.id, latitude=1.5, longitude=2.5)
        assert "latitude" in await telegram.refusal("sendLocation", chat_id=group.id, latitude="north")
        await telegram.call("sendContact", chat_id=group.id, phone_number="+1", first_name="A")
        await telegram.call("sendChatAction", chat_id=group.id, action="typing")
        await telegram.call("leaveChat", chat_id=group.id)
        assert "not a member" in await telegram.refusal("getChat", chat_id=group.id)
