from collections.abc import Iterable

from django.db.models import BooleanField, Exists, OuterRef, Prefetch, Q, QuerySet, Value

from core.models import BasePage, Consent, Image, Rendition
from core.queries.words import with_words

CARD = "fill-640x400|format-webp"
LEAD = "fill-1200x960|format-webp"


def _shown() -> QuerySet[Image]:
    """The images that may be shown: an image whose people did not agree, or no longer agree, is left out."""
    about = Consent.objects.filter(asset_type__app_label="core", asset_type__model="image", asset_id=OuterRef("pk"))
    fine = Q(shows_people=False) | (Exists(about) & ~Exists(about.filter(withdrawn_on__isnull=False)))
    return Image.objects.filter(fine)


def _cleared(*specs: str) -> QuerySet[Image]:
    """The images that may be shown, with their words and their renditions of `specs`; a page without gets its woven cover."""
    cleared = _shown().annotate(cleared=Value(value=True, output_field=BooleanField()))
    renditions = Prefetch("renditions", Rendition.objects.filter(filter_spec__in=specs), to_attr="prefetched_renditions")
    return cleared.prefetch_related("texts", renditions)


def card_images(path: str = "listing_image") -> Prefetch[str]:
    """Prefetch the images of a list with their words and the rendition of a card: three queries for a whole list."""
    return Prefetch(path, _cleared(CARD))


def read_images(pages: Iterable[BasePage]) -> None:
    """Read the listing images of pages of several types at once, for cards and for the large cover: three queries."""
    pages = list(pages)
    images = _cleared(CARD, LEAD).in_bulk({page.listing_image_id for page in pages if page.listing_image_id})
    for page in pages:
        page.listing_image = images.get(page.listing_image_id)


def know_images(images: Iterable[Image]) -> None:
    """Read what a page says of the images in its text, words and consents, in one query, however many they are."""
    images = list(images)
    shown = {image.pk: image for image in with_words(_shown().filter(pk__in={image.pk for image in images}))} if images else {}
    for image in images:
        image.cleared = image.pk in shown
        if image.cleared:
            image._prefetched_objects_cache = {"texts": list(shown[image.pk].texts.all())}


def shown_image(key: int) -> Image | None:
    """Return one image with its words, in one query; None for one that may not be shown."""
    for image in with_words(_shown().filter(pk=key)):
        image.cleared = True
        return image
    return None
