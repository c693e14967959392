import re

DAY = 86_400
_MOMENT = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,6})?)s?)?", re.ASCII)


def clock(seconds: float) -> str:
    """Write a length or a moment as a player does: 72.9 → `1:12`, 3672 → `1:01:12`. Parts of a second are left out."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def moment(text: str) -> float | None:
    """Read a moment in a video as links write it: `83`, `83.5`, `83s`, `1m23s`, `1h2m3s`; None for anything else."""
    found = _MOMENT.fullmatch(text)
    if not text or not found:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if total < DAY else None
