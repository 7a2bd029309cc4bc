"""A *post*: what somebody published, whatever its kind, as plain data.

Everything that rules can ask about a post is here. A fact that is not known is None (or absent from `Author.roles`):
conditions answer *unknown* for it and never guess.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from bot.core.value import value


class PostKind(StrEnum):
    """What kind of thing was published.

    A `JOIN` is somebody's becoming a member as Telegram tells it to admins; the service message that many chats show
    of it besides is another post.
    """

    MESSAGE = "message"
    CHANNEL_POST = "channel_post"
    COMMENT = "comment"
    JOIN_REQUEST = "join_request"
    REACTION = "reaction"
    SERVICE = "service"
    JOIN = "join"


class SurfaceName(StrEnum):
    """A place of a post where text shows."""

    TEXT = "text"
    QUOTE = "quote"
    REPLY = "reply"
    FORWARD = "forward"
    BUTTON = "button"
    LINK = "link"
    POLL = "poll"
    FILE_NAME = "file_name"
    CONTACT = "contact"
    VENUE = "venue"
    CHECKLIST = "checklist"
    STORY = "story"
    MEDIA_TITLE = "media_title"
    VIA = "via"
    SENDER_NAME = "sender_name"
    USERNAME = "username"
    BIO = "bio"
    TITLE = "title"
    OTHER = "other"


SENDER_SURFACES = frozenset({SurfaceName.SENDER_NAME, SurfaceName.USERNAME, SurfaceName.BIO})
DEFAULT_SURFACES = frozenset(SurfaceName) - SENDER_SURFACES


class Role(StrEnum):
    """What an author can be in a chat. An *impostor* is no admin but goes by the name of one, or of the chat."""

    ADMIN = "admin"
    MEMBER = "member"
    CHANNEL = "channel"
    ANONYMOUS = "anonymous"
    BOT = "bot"
    PREMIUM = "premium"
    TRUSTED = "trusted"
    LINKED_CHANNEL = "linked_channel"
    IMPOSTOR = "impostor"


class MediaKind(StrEnum):
    """What a post carries besides text."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    DOCUMENT = "document"
    STICKER = "sticker"
    POLL = "poll"
    CONTACT = "contact"
    LOCATION = "location"
    VENUE = "venue"
    STORY = "story"
    GAME = "game"
    DICE = "dice"
    CHECKLIST = "checklist"
    GIVEAWAY = "giveaway"
    PAID = "paid"


class ServiceKind(StrEnum):
    """What a service message tells of: somebody came or went, something was pinned, the chat was changed."""

    JOINED = "joined"
    LEFT = "left"
    PINNED = "pinned"
    TITLE = "title"
    PHOTO = "photo"
    TOPIC = "topic"
    VIDEO_CHAT = "video_chat"
    BOOST = "boost"
    TIMER = "timer"
    OTHER = "other"


class Origin(StrEnum):
    """Where a forwarded post comes from."""

    USER = "user"
    HIDDEN = "hidden"
    CHANNEL = "channel"
    CHAT = "chat"


class TargetSource(StrEnum):
    """Which part of a post carries a link target."""

    ENTITY = "entity"
    BUTTON = "button"
    PREVIEW = "preview"
    RICH = "rich"
    OTHER = "other"


@value
class Surface:
    """A text of the post. `index` counts the surfaces of the same name, from 0."""

    name: SurfaceName
    text: str
    index: int = 0


@value
class Entity:
    """A marked part of a surface. `start` and `end` are code points, Telegram's UTF-16 units already turned.

    `surface` is a position in `Post.surfaces`; `type` is Telegram's name (`url`, `mention`, `custom_emoji`, …).
    """

    type: str
    surface: int
    start: int
    end: int
    custom_emoji_id: str | None = None


@value
class Target:
    """A link target that the post's structure gives: a `text_link`, a button, a preview.

    `surface` is the position in `Post.surfaces` of the `link` surface that holds `url`; `shown` is the text that a
    reader sees in its place, None where nothing is shown.
    """

    url: str
    surface: int
    source: TargetSource
    shown: str | None = None


@value
class Media:
    """Something besides text. `size` in bytes; `file_id` shows it again, None where Telegram gives none."""

    kind: MediaKind
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    mime: str | None = None
    size: int | None = None


@value
class Forward:
    """Where a forwarded post comes from; `id` of the user, chat or channel, None for a hidden user."""

    origin: Origin
    id: int | None = None
    name: str | None = None
    username: str | None = None
    message_id: int | None = None


@value
class Chat:
    """The chat that a post stands in. `type` is Telegram's: private, group, supergroup or channel."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None


@value
class Author:
    """Who published a post: a user, or a chat in whose name it was posted (then `id` is the chat's).

    A role that is absent from `roles` is not known. `posts` counts the earlier posts seen in this chat; `joined` is
    when the author became a member, in seconds since 1970 UTC; `strikes` are those in effect.
    """

    id: int | None = None
    name: str | None = None
    username: str | None = None
    language: str | None = None
    roles: Mapping[Role, bool] = field(default_factory=dict)
    posts: int | None = None
    joined: int | None = None
    strikes: int | None = None

    def known(self, role: Role) -> bool | None:
        """Whether the author has the role; None if that is not known."""
        return self.roles.get(role)


@value
class Post:
    """What somebody published. Dates are seconds since 1970 UTC; `revision` is the last edit's, 0 before any.

    `joiners` are the user ids of those who joined the chat by it, or asked to; `service` is what it tells of if it is a
    service message. `discussed` is, of a channel's post, the discussion group and the id of the automatic forward
    there, as far as that is known. `unseen`: the bot was told of the post and never saw it, so that nothing is known of
    its content, nor more of its author than stands here; `date` is when it was told.
    """

    id: str | int
    kind: PostKind
    chat: Chat
    author: Author
    date: int
    message_id: int | None = None
    revision: int = 0
    surfaces: tuple[Surface, ...] = ()
    entities: tuple[Entity, ...] = ()
    targets: tuple[Target, ...] = ()
    media: tuple[Media, ...] = ()
    forward: Forward | None = None
    album: str | None = None
    reply_to: int | None = None
    thread: int | None = None
    topic: int | None = None
    buttons: int = 0
    via_bot: str | None = None
    joiners: tuple[int, ...] = ()
    service: ServiceKind | None = None
    discussed: tuple[int, int] | None = None
    unseen: bool = False

    @property
    def text(self) -> str:
        """The message's text or caption; empty where it has none."""
        return next((surface.text for surface in self.surfaces if surface.name is SurfaceName.TEXT), "")

    @property
    def key(self) -> str:
        """Names this revision of this post for ever: `chat:message:revision`.

        What is no message (a join request, a reaction) is named by its kind and update in the message's place.
        """
        name = f"{self.kind}-{self.id}" if self.message_id is None else self.message_id
        return f"{self.chat.id}:{name}:{self.revision}"

    @property
    def unit_key(self) -> str:
        """The same for what people see as one post: the parts of an album share it."""
        return self.key if self.album is None else f"{self.chat.id}:album-{self.album}:{self.revision}"
