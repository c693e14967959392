"""What an app says about a thing that can be found. Search knows nothing else of it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Passage:
    """A part of a document that has an address of its own.

    `seconds` from the start of a video, or `anchor`, the fragment of a section; with neither the passage leads to the
    document. `text` is plain, in the language of its document.
    """

    text: str
    anchor: str = ""
    seconds: float | None = None


@dataclass(frozen=True)
class SearchDocument:
    """One thing in one language.

    - `id` is opaque and the same as long as the thing lives: `page:123`, `video:<public id>:en`.
    - `locale` is a code of the settings (`sr-latn`); `url` a path on this site or an absolute address. Its fragment names
      the player where a page plays several films.
    - Texts are plain, without markup. `keywords` are found but never shown: names of its terms in all languages.
    - `facets`: name → values; names are those of `search.enums.FacetName`, values stand in addresses. Two more can stand in
      none: `search.shown.SHOWN_ON` and `search.shown.PARTIAL`.
    - `published` is an aware instant; `boost` multiplies the score, 1 for all that is ordinary, 0.5 to 2 for the rest.
    - `cover_seed` weaves the cover that the thing has elsewhere on the site; empty shows none.
    """

    id: str
    kind: str
    locale: str
    url: str
    title: str
    summary: str
    body: str
    published: datetime
    keywords: list[str] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    boost: float = 1.0
    passages: list[Passage] = field(default_factory=list)
    cover_seed: str = ""
