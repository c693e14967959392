from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.registries.video_access import register_rule


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = _("Learning")

    def ready(self) -> None:
        from learning import receivers, video_access  # models are loaded by now, not before

        receivers.connect()
        register_rule(video_access.those_who_learn)
