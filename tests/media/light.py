"""Colours of a high dynamic range as the standards define them, and what they should look like on an ordinary screen.

Reckoned here from the standards alone, without the filters that are tested: PQ from SMPTE ST 2084, HLG with its system gamma
from BT.2100 (a screen of 1000 cd/m²), the colours from BT.2087, John Hable's curve with his constants on the strongest of the
three colours, and the screen's gamma of 2.4 from BT.1886.
"""

import math

Colour = tuple[float, float, float]  # red, green, blue

# In cd/m², in the colours of BT.709. 203 is the white of a film without a high dynamic range (BT.2408).
PATCHES: tuple[Colour, ...] = ((203, 203, 203), (203, 10, 10), (10, 203, 10), (600, 600, 600))
TO_2020 = ((0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956))
BRIGHTNESS = (0.2627, 0.6780, 0.0593)
WHITE, PEAK = 100, 1000


def _sum(weights: Colour, colour: Colour) -> float:
    return sum(weight * value for weight, value in zip(weights, colour, strict=True))


def _wide(colour: Colour) -> Colour:
    red, green, blue = (_sum(weights, colour) for weights in TO_2020)
    return (red, green, blue)


def _pq(light: float) -> float:
    power = (light / 10_000) ** (2610 / 16384)
    return float(((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32))


def pq(colour: Colour) -> Colour:
    red, green, blue = (_pq(light) for light in _wide(colour))
    return (red, green, blue)


def _hlg(scene: float) -> float:
    return math.sqrt(3 * scene) if scene <= 1 / 12 else 0.17883277 * math.log(12 * scene - 0.28466892) + 0.55991073


def hlg(colour: Colour) -> Colour:
    wide = _wide(colour)
    system = (_sum(BRIGHTNESS, wide) / PEAK) ** (1 / 1.2 - 1)
    red, green, blue = (_hlg(light / PEAK * system) for light in wide)
    return (red, green, blue)


def _hable(light: float) -> float:
    return (light * (0.15 * light + 0.05) + 0.004) / (light * (0.15 * light + 0.5) + 0.06) - 0.02 / 0.3


def shown(colour: Colour) -> list[int]:
    """Return the 8-bit red, green and blue that `colour` should become."""
    strongest = max(colour) / WHITE
    gain = _hable(strongest) / _hable(PEAK / WHITE) / strongest
    return [round(255 * (light / WHITE * gain) ** (1 / 2.4)) for light in colour]
