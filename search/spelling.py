"""How alike two forms are spelt: by the letters that would have to be changed, and those they share three by three."""

# Letters of the longer form → how many may be wrong; more is another word and not a slip.
_SLIPS = ((5, 1), (9, 2))
_MOST_SLIPS = 3


def trigrams(form: str) -> frozenset[str]:
    edged = f" {form} "
    return frozenset(edged[start : start + 3] for start in range(len(edged) - 2))


def likeness(one: str, other: str) -> float:
    """Return how alike two forms are, from 0, where they are two words, to 1. A swap of two letters is one slip."""
    longest = max(len(one), len(other))
    slips = distance(one, other)
    if slips > next((most for letters, most in _SLIPS if longest <= letters), _MOST_SLIPS):
        return 0.0
    mine, theirs = trigrams(one), trigrams(other)
    shared = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    return 0.8 * (1 - slips / longest) + 0.2 * shared if longest else 0.0


def distance(one: str, other: str) -> int:
    """Return how many letters have to be put in, taken out, replaced or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        two_before, before, row = before, row, [at]
        for place, wanted in enumerate(other, start=1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                cost = min(cost, two_before[place - 2] + 1)
            row.append(cost)
    return row[-1]
