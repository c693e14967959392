import re

from django.test import Client
from wagtail.models import Locale, Site

from cms.home.models import HomePage


def test_the_sitemap_lists_every_language(client: Client, home: HomePage, romanian: Locale) -> None:
    home.copy_for_translation(romanian).save_revision().publish()
    listed = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert listed == ["http://127.0.0.1:8000/en/", "http://127.0.0.1:8000/ro/"]


def test_the_site_answers_under_the_base_url(db: None) -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("127.0.0.1", 8000)
