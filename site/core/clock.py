def clock(seconds: float) -> str:
    """Write a length or a moment as a player does: 72.9 → `1:12`, 3672 → `1:01:12`. Parts of a second are left out."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
