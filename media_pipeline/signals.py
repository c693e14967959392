"""What others may want to know of a video. Each is sent after the commit, with `video`; a receiver may be told twice.

`video_ready`: something new can be played (the first rung, then all of them). `video_failed`: this upload will never play.
`tracks_changed`: captions, subtitles, descriptions or chapters were added, replaced or removed.
"""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

video_ready = Signal()
video_failed = Signal()
tracks_changed = Signal()


def announce(signal: Signal, *, video: Any) -> None:
    """Send `signal` once the transaction is committed; a receiver that fails does not fail us."""
    transaction.on_commit(lambda: signal.send_robust(sender=type(video), video=video))
