"""How alike two forms are spelt: the letters they share three by three (Dice), from 0 to 1."""


def trigrams(form: str) -> frozenset[str]:
    edged = f" {form} "
    return frozenset(edged[start : start + 3] for start in range(len(edged) - 2))


def likeness(one: str, other: str) -> float:
    """Return the share of trigrams in common; a swap of two letters counts as little as one wrong letter does."""
    mine, theirs = trigrams(one), trigrams(other)
    shared = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    return max(shared, 0.6 if sorted(one) == sorted(other) else 0.0)
