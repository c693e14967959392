"""Whether data is as an OpenAPI document says."""

from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

_read: dict[str, Registry[Any]] = {}  # reading a document takes longer than asking it


def faults(document: dict[str, Any], schema: dict[str, Any], data: Any) -> list[str]:
    """Return what an independent validator finds wrong with `data`."""
    text = repr(document)
    if text not in _read:
        _read[text] = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
    inside = {"$ref": f"urn:api{schema['$ref']}"} if "$ref" in schema else schema
    return [error.message for error in Draft202012Validator(inside, registry=_read[text]).iter_errors(data)]
