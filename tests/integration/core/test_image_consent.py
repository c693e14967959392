from datetime import date
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture

from cms.home.models import HomePage
from cms.news.models import NewsArticle
from core.enums import ConsentPurpose, ConsentStatus
from core.models import Consent, Image
from core.queries.images import card_images
from tests.factories.cms import article
from tests.factories.core import person


@pytest.fixture
def image(db: None) -> Image:
    file = BytesIO()
    Picture.new("RGB", (64, 40), "#17453c").save(file, "PNG")
    made: Image = Image.objects.create(title="Camp", file=ImageFile(file, name="camp.png"), shows_people=True)
    return made


def _agree(image: Image, withdrawn_on: date | None = None) -> None:
    Consent.objects.create(
        person=person(), purpose=ConsentPurpose.PORTRAIT, asset=image, given_on=date(2026, 1, 1), withdrawn_on=withdrawn_on
    )


def test_the_status_is_computed_from_the_register(image: Image) -> None:
    seen = [image.consent_status]
    _agree(image)
    seen.append(image.consent_status)
    _agree(image, withdrawn_on=date(2026, 2, 1))
    seen.append(image.consent_status)
    image.shows_people = False
    assert [*seen, image.consent_status] == [
        ConsentStatus.MISSING, ConsentStatus.GIVEN, ConsentStatus.WITHDRAWN, ConsentStatus.NOT_NEEDED,
    ]  # fmt: skip


def test_a_picture_leaves_lists_and_pages_with_its_consent(home: HomePage, image: Image) -> None:
    page = article(home, listing_image=image)

    def shown() -> tuple[Image | None, Image | None]:
        listed = NewsArticle.objects.prefetch_related(card_images()).get(pk=page.pk)
        return listed.picture, NewsArticle.objects.get(pk=page.pk).picture

    seen = [shown()]
    _agree(image)
    seen.append(shown())
    Consent.objects.update(withdrawn_on=date(2026, 3, 1))
    assert [*seen, shown()] == [(None, None), (image, image), (None, None)]


def test_deleting_marks_and_purging_removes(image: Image) -> None:
    image.delete()
    assert (Image.objects.count(), Image.all_objects.count()) == (0, 1)
    Image.all_objects.get().purge()
    assert Image.all_objects.count() == 0
