from typing import Any

import pytest

from bot.core.post import Media, MediaKind
from tests.telegram.reading.samples import post

FILE = {"file_id": "F", "file_unique_id": "U"}
SMALL = {**FILE, "file_id": "S", "width": 90, "height": 60}
LARGE = {**FILE, "file_id": "L", "width": 900, "height": 600, "file_size": 5}

MEDIA: list[tuple[dict[str, Any], list[Media]]] = [
    ({"text": "x"}, []),
    ({"photo": [SMALL, LARGE]}, [Media(MediaKind.PHOTO, "L", "U", size=5)]),
    ({"photo": [LARGE, SMALL]}, [Media(MediaKind.PHOTO, "L", "U", size=5)]),
    ({"photo": [{"file_id": "1"}, {"file_id": "2"}]}, [Media(MediaKind.PHOTO, "2")]),
    ({"photo": []}, []),
    ({"photo": "x"}, []),
    (
        {"video": {**FILE, "file_name": "v", "mime_type": "video/mp4", "file_size": 2**40}},
        [Media(MediaKind.VIDEO, "F", "U", "v", "video/mp4", 2**40)],
    ),
    ({"animation": FILE, "document": FILE}, [Media(MediaKind.ANIMATION, "F", "U")]),
    (
        {"animation": FILE, "document": {"file_id": "D"}},
        [Media(MediaKind.ANIMATION, "F", "U"), Media(MediaKind.DOCUMENT, "D")],
    ),
    ({"document": FILE}, [Media(MediaKind.DOCUMENT, "F", "U")]),
    ({"audio": FILE}, [Media(MediaKind.AUDIO, "F", "U")]),
    ({"voice": FILE}, [Media(MediaKind.VOICE, "F", "U")]),
    ({"video_note": FILE}, [Media(MediaKind.VIDEO_NOTE, "F", "U")]),
    ({"sticker": {**FILE, "thumbnail": SMALL}}, [Media(MediaKind.STICKER, "F", "U")]),
    ({"live_photo": {**FILE, "photo": [SMALL, LARGE]}}, [Media(MediaKind.PHOTO, "L", "U", size=5)]),
    ({"live_photo": FILE, "photo": [SMALL]}, [Media(MediaKind.PHOTO, "S", "U")]),
    ({"live_photo": FILE}, [Media(MediaKind.PHOTO, "F", "U")]),
    ({"poll": {"question": "Q"}}, [Media(MediaKind.POLL)]),
    (
        {"poll": {"question": "Q", "options": [{"text": "A", "media": {"photo": [SMALL]}}]}},
        [Media(MediaKind.POLL), Media(MediaKind.PHOTO, "S", "U")],
    ),
    ({"contact": {"phone_number": "1"}}, [Media(MediaKind.CONTACT)]),
    ({"location": {"latitude": 1.0}}, [Media(MediaKind.LOCATION)]),
    ({"venue": {"title": "V"}, "location": {"latitude": 1.0}}, [Media(MediaKind.VENUE)]),
    ({"story": {"id": 1}}, [Media(MediaKind.STORY)]),
    ({"game": {"title": "G", "photo": [SMALL]}}, [Media(MediaKind.GAME)]),
    ({"dice": {"emoji": "🎲", "value": 3}}, [Media(MediaKind.DICE)]),
    ({"checklist": {"title": "C"}}, [Media(MediaKind.CHECKLIST)]),
    ({"giveaway": {"winner_count": 1}}, [Media(MediaKind.GIVEAWAY)]),
    ({"giveaway_winners": {"winner_count": 1}}, [Media(MediaKind.GIVEAWAY)]),
    (
        {
            "paid_media": {
                "paid_media": [
                    {"type": "photo", "photo": [SMALL, LARGE]},
                    {"type": "video", "video": FILE},
                    {"type": "preview", "width": 5},
                ]
            }
        },
        [Media(MediaKind.PAID, "L", "U", size=5), Media(MediaKind.PAID, "F", "U"), Media(MediaKind.PAID)],
    ),
    ({"external_reply": {"photo": [SMALL], "poll": {"question": "Q"}}}, []),
    ({"rich_message": {"blocks": [{"type": "photo", "photo": [SMALL]}]}}, [Media(MediaKind.PHOTO, "S", "U")]),
    ({"rich_message": {"blocks": [{"type": "voice_note", "voice_note": FILE}]}}, [Media(MediaKind.VOICE, "F", "U")]),
    ({"video": {"file_id": 5, "file_size": "big", "file_name": ["a"]}}, [Media(MediaKind.VIDEO)]),
]


@pytest.mark.parametrize(("fields", "media"), MEDIA)
def test_media(fields: dict[str, Any], media: list[Media]) -> None:
    assert list(post(**fields).media) == media
