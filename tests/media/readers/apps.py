from typing import Any

from django.apps import AppConfig

from core.registries.video_access import register_rule


def whoever_is_logged_in(user: Any, video: Any) -> bool | None:
    return bool(user.is_authenticated) if video.is_restricted else None


class ReadersConfig(AppConfig):
    """An app above, as a programme writes one: it lets everybody with an account watch what is restricted."""

    name = "tests.media.readers"

    def ready(self) -> None:
        register_rule(whoever_is_logged_in)
