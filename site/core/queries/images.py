from django.db.models import BooleanField, Exists, OuterRef, Prefetch, Q, Value

from core.models import Consent, Image, Rendition

CARD = "fill-640x400|format-webp"


def card_images(path: str = "listing_image") -> Prefetch[str]:
    """Prefetch the images of a list with their words and the rendition of a card: three queries for a whole list.

    An image whose people did not agree, or no longer agree, is left out: the page gets its woven cover.
    """
    about = Consent.objects.filter(asset_type__app_label="core", asset_type__model="image", asset_id=OuterRef("pk"))
    fine = Q(shows_people=False) | (Exists(about) & ~Exists(about.filter(withdrawn_on__isnull=False)))
    cleared = Image.objects.filter(fine).annotate(cleared=Value(value=True, output_field=BooleanField()))
    renditions = Prefetch("renditions", Rendition.objects.filter(filter_spec=CARD), to_attr="prefetched_renditions")
    return Prefetch(path, cleared.prefetch_related("texts", renditions))
