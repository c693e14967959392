import site
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_folder_site_never_becomes_a_package() -> None:
    """The standard library owns the name `site`; an __init__.py in ours would take site-packages away."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert hasattr(site, "getsitepackages")
