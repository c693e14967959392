"""Whether data is as an OpenAPI document says."""

from typing import Any

from jsonschema import Draft202012Validator


def faults(document: dict[str, Any], schema: dict[str, Any], data: Any) -> list[str]:
    """Return what an independent validator finds wrong with `data`."""
    whole = {**schema, "components": document["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(data)]
