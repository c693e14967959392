from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Let every app fill the registries that lie in core: who holds which personal data, what is swept and when,
        what must fit together."""
        from core import receivers  # models are loaded by now, not before

        autodiscover_modules("personal_data", "sweeps", "integrity")
        receivers.connect()
        post_migrate.connect(_set_site_address, sender=self)


def _set_site_address(**kwargs: Any) -> None:
    from core.services.site_address import follow_base_url  # models are there only now

    follow_base_url()
