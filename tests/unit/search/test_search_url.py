import sys

import pytest
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from search.checks import engine_fits_database, server_can_be_asked
from search.engines.server import Address, read


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("elasticsearch://search", Address("elasticsearch", "http://search:9200", None, "trellis")),
        ("opensearch://h:9201/site_2/", Address("opensearch", "http://h:9201", None, "site_2")),
        ("elasticsearch+https://u:p%40%3A@h.eu/a", Address("elasticsearch", "https://h.eu:443", ("u", "p@:"), "a")),
        ("opensearch+https://[::1]:9200", Address("opensearch", "https://[::1]:9200", None, "trellis")),
    ],
)
def test_an_address_is_taken_apart(url: str, expected: Address) -> None:
    assert read(url) == expected


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("elasticsearch://h:99999/a", "SEARCH_URL needs a port between 1 and 65535."),
        ("opensearch://h:9200/UPPER", "SEARCH_URL needs a host and an index in small letters: opensearch://host:9200/trellis."),
        ("elasticsearch:///a", "SEARCH_URL needs a host and an index in small letters: elasticsearch://host:9200/trellis."),
    ],
)
def test_a_wrong_address_is_a_sentence(url: str, sentence: str, settings: Settings) -> None:
    settings.SEARCH_URL = url
    assert server_can_be_asked() == [Error(sentence, id="search.E002")]
    with pytest.raises(ImproperlyConfigured):
        read(url)


@pytest.mark.parametrize(
    ("product", "module", "package"),
    [("elasticsearch", "elasticsearch", "elasticsearch>=8.19,<9"), ("opensearch", "opensearchpy", "opensearch-py>=3.2,<4")],
)
def test_a_missing_package_is_named(
    product: str, module: str, package: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_URL = f"{product}://missing.package:9201"
    monkeypatch.setitem(sys.modules, module, None)
    assert server_can_be_asked() == [
        Error(f"SEARCH_URL={product}: needs a package: pip install '{package}'.", id="search.E002")
    ]


def test_an_engine_inside_the_database_needs_that_database(settings: Settings) -> None:
    settings.SEARCH_URL = "postgres:"
    assert engine_fits_database() == [Error("SEARCH_URL=postgres: needs DATABASE_URL to be PostgreSQL.", id="search.E001")]
    settings.SEARCH_URL = "sqlite:"
    assert (engine_fits_database(), server_can_be_asked()) == ([], [])
