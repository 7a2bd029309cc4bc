"""Files: what a post carries besides text, and the names that files bring along."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import Media, MediaKind, SurfaceName
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Reader, Shape, each, fields, read_fields, silent, text
from bot.telegram.reading.values import integer, mapping, string

FILE: Shape = {
    "file_id": silent,
    "file_unique_id": silent,
    "file_name": text(SurfaceName.FILE_NAME),
    "title": text(SurfaceName.MEDIA_TITLE),
    "performer": text(SurfaceName.MEDIA_TITLE),
    "set_name": text(SurfaceName.MEDIA_TITLE),
}
"""The texts of a file of any kind."""


def carries(kind: MediaKind, shape: Shape) -> Reader:
    """An object of that shape which is media; it has a file if it has a `file_id`."""

    def read(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
        if isinstance(value, dict):
            draft.attach(_media(kind, value))
        read_fields(draft, value, shape)

    return read


def _media(kind: MediaKind, file: Mapping[str, Any]) -> Media:
    return Media(
        kind,
        file_id=string(file.get("file_id")),
        file_unique_id=string(file.get("file_unique_id")),
        file_name=string(file.get("file_name")),
        mime=string(file.get("mime_type")),
        size=integer(file.get("file_size")),
    )


def _largest(sizes: Any) -> Mapping[str, Any]:
    """The largest of a photo's sizes; of equals the last, as Telegram sorts them upwards."""
    objects = [size for size in sizes if isinstance(size, dict)] if isinstance(sizes, list) else []
    return max(reversed(objects), key=_area, default={})


def _area(size: Mapping[str, Any]) -> int:
    return (integer(size.get("width")) or 0) * (integer(size.get("height")) or 0)


_read_sizes = each(fields(FILE))


def _photo(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    if largest := _largest(value):
        draft.attach(_media(MediaKind.PHOTO, largest))
    _read_sizes(draft, value, parent)


def _live_photo(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    """A moving photo: its still picture, unless that stands beside it as `photo`, as Telegram promises."""
    if isinstance(value, dict) and not _largest(parent.get("photo")):
        draft.attach(_media(MediaKind.PHOTO, _largest(value.get("photo")) or value))
    read_fields(draft, value, FILE)


_read_document = carries(MediaKind.DOCUMENT, FILE)


def _document(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    """A document; the one that repeats an animation for old clients is passed over."""
    animation, document = mapping(parent.get("animation")), mapping(value)
    number = string(document.get("file_id"))
    if number is None or number != string(animation.get("file_id")):
        _read_document(draft, value, parent)
    else:
        same_name = string(document.get("file_name")) == string(animation.get("file_name"))
        read_fields(draft, value, {**FILE, "file_name": silent} if same_name else FILE)


FILES: Shape = {
    "photo": _photo,
    "live_photo": _live_photo,
    "document": _document,
    "video": carries(MediaKind.VIDEO, FILE),
    "animation": carries(MediaKind.ANIMATION, FILE),
    "audio": carries(MediaKind.AUDIO, FILE),
    "voice": carries(MediaKind.VOICE, FILE),
    "voice_note": carries(MediaKind.VOICE, FILE),
    "video_note": carries(MediaKind.VIDEO_NOTE, FILE),
    "sticker": carries(MediaKind.STICKER, FILE),
}
"""The keys under which files stand, in a message and in all that is like one."""

_PAID_ITEM: Shape = {"video": fields(FILE), "live_photo": fields(FILE)}


def _paid_item(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
    item = mapping(value)
    file = _largest(item.get("photo")) or mapping(item.get("video")) or mapping(item.get("live_photo"))
    draft.attach(_media(MediaKind.PAID, file))
    read_fields(draft, value, _PAID_ITEM)


PAID: Reader = fields({"paid_media": each(_paid_item)})
"""Paid media: one for each item; a preview has no file."""
