"""The results of a search by country, on a map where every country is a tile: small ones are as large as big ones."""

from dataclasses import dataclass, replace

from search.addresses import address
from search.enums import FacetName
from search.queries.search import Answer

# Column and row of the tile of each country, as the neighbours lie.
TILES = {
    "IS": (0, 0), "NO": (4, 0), "SE": (5, 0), "FI": (6, 0),
    "DK": (4, 1), "EE": (6, 1),
    "IE": (0, 2), "GB": (1, 2), "NL": (3, 2), "DE": (4, 2), "LV": (6, 2), "RU": (8, 2),
    "BE": (2, 3), "LU": (3, 3), "CZ": (4, 3), "PL": (5, 3), "LT": (6, 3), "BY": (7, 3),
    "FR": (2, 4), "CH": (3, 4), "AT": (4, 4), "SK": (5, 4), "UA": (7, 4),
    "PT": (0, 5), "ES": (1, 5), "IT": (3, 5), "SI": (4, 5), "HU": (5, 5), "RO": (6, 5), "MD": (7, 5),
    "HR": (4, 6), "RS": (5, 6), "BG": (6, 6), "GE": (9, 6),
    "BA": (4, 7), "ME": (5, 7), "MK": (6, 7), "TR": (8, 7), "AM": (9, 7),
    "MT": (2, 8), "AL": (5, 8), "GR": (6, 8), "CY": (8, 8),
}  # fmt: skip
STEP, SIDE = 44, 42  # units of the drawing from tile to tile, and of a tile
WIDTH, HEIGHT = 10 * STEP, 9 * STEP


@dataclass(frozen=True)
class Country:
    """`count` results behind `url`, the list of them; of a country that is on, `url` takes the filter away."""

    code: str
    name: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Tile:
    """`x` and `y` of the upper left corner in units of the drawing; `country` is None where nothing is found."""

    code: str
    x: int
    y: int
    country: Country | None

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2


@dataclass(frozen=True)
class CountryMap:
    """`countries`, those with most results first, hold also what has no tile."""

    tiles: list[Tile]
    countries: list[Country]
    width: int = WIDTH
    height: int = HEIGHT


def country_map(answer: Answer) -> CountryMap:
    """Return where the results of `answer` are from. Counts leave the filter of the countries out, as those of a facet."""
    choices = next((facet.choices for facet in answer.facets if facet.name == FacetName.COUNTRY), [])
    query = answer.query
    countries = [
        Country(
            choice.value,
            choice.label,
            choice.count,
            address(query, without="country", view="map")
            if choice.is_on
            else address(replace(query, filters={**query.filters, "country": [choice.value]})),
            choice.is_on,
        )
        for choice in choices
    ]
    known = {country.code: country for country in countries if country.count}
    tiles = [Tile(code, x * STEP + 1, y * STEP + 1, known.get(code)) for code, (x, y) in TILES.items()]
    return CountryMap(tiles, countries)
