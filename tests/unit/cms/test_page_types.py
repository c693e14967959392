from wagtail.models import get_page_models

from core.models import BasePage


def test_every_page_type_says_what_it_is() -> None:
    nameless = [page._meta.label for page in get_page_models() if issubclass(page, BasePage) and not page.kind_label]
    assert nameless == ["home.HomePage"]
