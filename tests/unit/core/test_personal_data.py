from pathlib import Path

from django.apps import apps
from django.conf import settings

from core.registries.personal_data import classification


def _ours(path: str) -> bool:
    root = Path(settings.LOCALE_PATHS[0]).parent
    return Path(path).is_relative_to(root) and ".venv" not in Path(path).parts


def test_every_model_of_ours_is_classified() -> None:
    models = [model for config in apps.get_app_configs() if _ours(config.path) for model in config.get_models()]
    assert models
    assert [model._meta.label for model in models if classification(model) is None] == []
