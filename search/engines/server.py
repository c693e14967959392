"""The one seam to a search server: a method, a path and a body go out, an answer or an EngineError comes back.

Elasticsearch 8 and 9 are asked through `elasticsearch` 8, OpenSearch 2 and 3 through `opensearch-py`: each client refuses
the other's servers. Paths and bodies are the same for all, and only of the core: hosted servers and small ones lack the rest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from search.engines.base import EngineError

DEFAULT_INDEX = "trellis"
_PORTS = {"http": 9200, "https": 443}
_NAME = re.compile(r"[a-z][a-z0-9_.-]*")

Body = Mapping[str, Any] | str | None
Ask = Callable[[str, str, Body, float], Any]  # method, path, body, seconds


@dataclass(frozen=True)
class Address:
    """A `SEARCH_URL` taken apart: `elasticsearch+https://user:password@host:9243/index`."""

    product: str
    host: str
    user: tuple[str, str] | None
    index: str

    @property
    def name(self) -> str:
        """Which index on which host, without the password."""
        return f"{self.host}/{self.index}"


class MissingIndexError(EngineError):
    """There is nothing under the index's name: nobody has built it yet, or somebody deleted it."""


def read(url: str) -> Address:
    """Take `url` apart. Raises ImproperlyConfigured with a sentence that says what is wrong."""
    parts = urlsplit(url)
    product, _plus, protocol = parts.scheme.partition("+")
    try:
        port = parts.port or _PORTS[protocol or "http"]
    except (KeyError, ValueError):
        raise ImproperlyConfigured("SEARCH_URL needs a port between 1 and 65535.") from None
    index = parts.path.strip("/") or DEFAULT_INDEX
    if not parts.hostname or not _NAME.fullmatch(index):
        raise ImproperlyConfigured(
            f"SEARCH_URL needs a host and an index in small letters: {product}://host:9200/{DEFAULT_INDEX}."
        )
    user = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Address(product, f"{protocol or 'http'}://{host}:{port}", user, index)


@lru_cache(maxsize=8)
def server(url: str) -> Ask:
    """Return what asks the server of `url`; connections are kept. Raises ImproperlyConfigured without its package."""
    address = read(url)
    try:
        return _elasticsearch(address) if address.product == "elasticsearch" else _opensearch(address)
    except ImportError as error:
        package = {"elasticsearch": "elasticsearch>=8.19,<9", "opensearch": "opensearch-py>=3.2,<4"}[address.product]
        raise ImproperlyConfigured(f"SEARCH_URL={address.product}: needs a package: pip install '{package}'.") from error


def _elasticsearch(address: Address) -> Ask:
    from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError  # optional, like the other

    client = Elasticsearch(address.host, basic_auth=address.user, max_retries=1, retry_on_timeout=False)

    def ask(method: str, path: str, body: Body, seconds: float) -> Any:
        headers = {"accept": "application/json", "content-type": _content(body)}
        try:
            timed = client.options(request_timeout=seconds)
            return timed.perform_request(
                method, path, headers=headers if body else {"accept": "application/json"}, body=body
            ).body
        except NotFoundError as error:
            raise MissingIndexError(_sentence(error.body), status=404) from error
        except ApiError as error:
            raise EngineError(_sentence(error.body), status=error.status_code) from error
        except TransportError as error:
            raise EngineError(f"The search server does not answer: {error.message}") from error

    return ask


def _opensearch(address: Address) -> Ask:
    from opensearchpy import OpenSearch  # optional, like the other
    from opensearchpy.exceptions import ConnectionError as NoConnectionError
    from opensearchpy.exceptions import NotFoundError, OpenSearchException, TransportError

    client = OpenSearch(address.host, http_auth=address.user, max_retries=1, retry_on_timeout=False)

    def ask(method: str, path: str, body: Body, seconds: float) -> Any:
        headers = {"content-type": _content(body)} if body else None
        try:
            return client.transport.perform_request(method, path, body=body, timeout=seconds, headers=headers)
        except NotFoundError as error:
            raise MissingIndexError(_sentence(error.info), status=404) from error
        except NoConnectionError as error:
            raise EngineError(f"The search server does not answer: {error.error}") from error
        except TransportError as error:
            raise EngineError(_sentence(error.info), status=_number(error.status_code)) from error
        except OpenSearchException as error:
            raise EngineError(f"The search server answers what nobody can read: {error}") from error

    return ask


def _number(status: int | str) -> int:
    """OpenSearch's client says `N/A` where there is no status."""
    return status if isinstance(status, int) else 0


def _content(body: Body) -> str:
    return "application/x-ndjson" if isinstance(body, str) else "application/json"


def _sentence(body: Any) -> str:
    """Return what the server says of an error, cut: it repeats what it was asked."""
    error = body.get("error", body) if isinstance(body, dict) else body
    reason = error.get("reason") or error.get("type") if isinstance(error, dict) else error
    return f"The search server refuses: {str(reason)[:300]}"
