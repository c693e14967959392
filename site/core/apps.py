from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Let every app fill the registries that lie in core: who holds which personal data, what is swept and when."""
        autodiscover_modules("personal_data", "sweeps")
