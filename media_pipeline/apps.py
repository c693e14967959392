from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaPipelineConfig(AppConfig):
    name = "media_pipeline"
    verbose_name = _("Videos")

    def ready(self) -> None:
        from media_pipeline import checks  # noqa: F401 - registers itself
        from media_pipeline.services import document_text, embedded_tracks, removal  # models are loaded by now, not before

        removal.connect()
        document_text.connect()
        embedded_tracks.connect()
