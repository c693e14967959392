"""One ZIP with everything the installation holds of somebody; written while it is sent, so its size does not matter."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from accounts.models import User
from core.queries.own_data import owned_models, records
from core.registries.personal_data import files_of

_FOLDER = "my-data/"


class _Encoder(DjangoJSONEncoder):
    """Whatever a field of a library holds, such as a country, is told as it is written."""

    def default(self, o: Any) -> Any:
        try:
            return super().default(o)
        except TypeError:
            return str(o)


class _Outlet:
    """What `zipfile` writes to: it gives away what has come so far. It cannot be wound back, which `zipfile` knows."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def drain(self) -> bytes:
        drained, self._pieces = b"".join(self._pieces), []
        return drained


def _json(user: User, now: datetime) -> Iterator[bytes]:
    """`{"made_at": …, "records": {"<app>.<model>": [{…}]}}`, a row at a time."""
    write = _Encoder(ensure_ascii=False, indent=1).encode
    yield f'{{"made_at": {write(now)}, "records": {{'.encode()
    for number, (model, _known, _way) in enumerate(owned_models()):
        yield f"{',' if number else ''}\n{write(model._meta.label)}: [".encode()
        for place, record in enumerate(records(model, user)):
            yield f"{',' if place else ''}\n{write(record)}".encode()
        yield b"]"
    yield b"\n}}\n"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _item(record: dict[str, Any]) -> bytes:
    pairs = ((name.replace("_", " "), _cell(value)) for name, value in record.items())
    return format_html("<li><dl>{}</dl></li>\n", format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs)).encode()


def _page(user: User, now: datetime) -> Iterator[bytes]:
    """The same as a page that any browser opens, without a network."""
    begin, end = render_to_string("core/own_data.html", {"user": user, "now": now}).split("<!-- rows -->")
    yield begin.encode()
    for model, known, _way in owned_models():
        rows = records(model, user)
        first = next(rows, None)
        if first is not None:
            title = str(model._meta.verbose_name_plural)
            yield format_html("<section><h2>{}</h2><p>{}</p><ol>", title[:1].upper() + title[1:], known.reason).encode()
            yield from (_item(record) for record in chain([first], rows))
            yield b"</ol></section>\n"
    yield end.encode()


def write_archive(user: User, *, now: datetime) -> Iterator[bytes]:
    """Yield the bytes of the archive: `data.json`, `data.html`, and the files that apps registered."""
    files: list[tuple[str, Iterable[bytes]]] = [("data.html", _page(user, now)), ("data.json", _json(user, now))]
    outlet = _Outlet()
    with ZipFile(cast(Any, outlet), "w", ZIP_DEFLATED) as archive:
        for path, pieces in [*files, *((one.path, one.read()) for one in files_of(user))]:
            entry = ZipInfo(_FOLDER + path, now.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as place:
                for piece in pieces:
                    place.write(piece)
                    yield outlet.drain()
    yield outlet.drain()  # the directory of the archive comes last
