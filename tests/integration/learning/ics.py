"""A reader of calendars that knows RFC 5545 from the document, and not from the library that writes them."""

import re

ESCAPED = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def lines_of(content: bytes) -> list[str]:
    """Unfold (3.1): every line ends with CRLF and has at most 75 octets; a line that begins with a blank goes on."""
    assert content.endswith(b"\r\n")
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert [line for line in folded if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    return b"\r\n".join(folded).replace(b"\r\n ", b"").decode().split("\r\n")


def text(value: str) -> str:
    return re.sub(r"\\[nN,;\\]", lambda found: ESCAPED[found.group()], value)


def events(content: bytes) -> list[dict[str, str]]:
    """Return the events, each with its properties (without their parameters), and check the frame around them."""
    lines = lines_of(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "PRODID:-//Trellis//Learning//EN"} <= set(lines)
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and not line.startswith(("BEGIN:", "END:")):
            name, _colon, value = line.partition(":")
            key = name.split(";")[0]
            assert key not in found[-1]
            found[-1][key] = text(value)
    return found
