"""What XML 1.0 has no way to say: a feed or a workbook that held it could not be read at all."""

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
