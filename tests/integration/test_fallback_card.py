from django.test import Client
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage


def test_a_page_without_translation_answers_with_the_card(client: Client, news_section: NewsIndexPage) -> None:
    response = client.get("/sl/news/")
    assert (response.status_code, response.templates[0].name) == (200, "pages/not_yet_translated.html")
    assert response.context["versions"] == [news_section.page_ptr]


def test_an_address_that_no_language_knows_is_not_found(client: Client, news_section: NewsIndexPage) -> None:
    assert client.get("/sl/nothing/").status_code == 404


def test_the_path_of_another_language_leads_to_the_translation(
    client: Client, home: HomePage, news_section: NewsIndexPage, romanian: Locale
) -> None:
    home.copy_for_translation(romanian).save_revision().publish()
    translation = news_section.copy_for_translation(romanian)
    translation.slug = "stiri"
    NewsIndexPage.section_slug, kept = "", NewsIndexPage.section_slug
    try:
        translation.save_revision().publish()
    finally:
        NewsIndexPage.section_slug = kept
    response = client.get("/ro/news/")
    assert (response.status_code, response["Location"]) == (302, "/ro/stiri/")
