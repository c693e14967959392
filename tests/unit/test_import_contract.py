"""The linter does not see strings: relations named in one, and the dependencies of migrations, are imports too."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
HEIGHT = {package: -row for row, layer in enumerate(LAYERS) for package in layer.split(" | ")}


def package_of(app_label: str) -> str:
    return apps.get_app_config(app_label).name.split(".")[0]


def runs_down(source: str, target: str) -> bool:
    """An import inside one package, or from a higher layer into a lower one. Packages that are not ours are below all."""
    return target not in HEIGHT or source == target or HEIGHT[source] > HEIGHT[target]


def relations() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.get_fields(include_hidden=True):
            if field.concrete and field.related_model and not isinstance(field.related_model, str):
                yield model._meta.app_label, field.related_model._meta.app_label


def migration_dependencies() -> Iterator[tuple[str, str]]:
    for (label, _name), migration in MigrationLoader(None).disk_migrations.items():
        for dependency, _migration in migration.dependencies:
            if dependency != "__setting__":
                yield label, dependency


def test_the_layers_are_those_of_the_design() -> None:
    assert LAYERS == ["config", "operations", "cms | learning", "media_pipeline | search", "core", "accounts"]


def test_relations_and_migrations_run_down() -> None:
    arrows = {
        (package_of(source), package_of(target))
        for source, target in [*relations(), *migration_dependencies()]
        if package_of(source) in HEIGHT
    }
    assert [arrow for arrow in sorted(arrows) if not runs_down(*arrow)] == []


def test_an_arrow_that_runs_up_would_be_found() -> None:
    assert (runs_down("core", "cms"), runs_down("cms", "learning"), runs_down("learning", "media_pipeline")) == (
        False,
        False,
        True,
    )
