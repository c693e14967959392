from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Let every app describe itself (`<app>/search_documents.py`), then follow what they registered."""
        from search import (
            checks,  # noqa: F401 - registers itself; models are loaded only now
            receivers,
            shown_signals,
            signals,
        )

        autodiscover_modules("search_documents")
        signals.connect()
        shown_signals.connect()
        receivers.connect()
