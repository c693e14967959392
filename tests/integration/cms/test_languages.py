import re

from django.test import Client
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.news.models import NewsArticle
from tests.factories import cms


def _links(text: str) -> dict[str, str]:
    menu = text.split('class="languages"')[1].split("</ul>", maxsplit=1)[0]
    return {language: url for url, language in re.findall(r'<a href="([^"]+)" lang="([^"]+)"', menu)}


def _translated(home: HomePage, romanian: Locale) -> tuple[NewsArticle, NewsArticle]:
    article = cms.article(home, title="Letters", slug="letters")
    home.copy_for_translation(romanian).save_revision().publish()
    article.get_parent().specific.copy_for_translation(romanian).save_revision().publish()
    translation = article.copy_for_translation(romanian)
    translation.title, translation.slug = "Scrisori", "scrisori"
    translation.save_revision().publish()
    return article, translation


def test_the_switch_lands_on_the_same_page(client: Client, home: HomePage, romanian: Locale) -> None:
    _translated(home, romanian)
    links = _links(client.get("/en/news/letters/").content.decode())
    assert (links["ro"], links["nb"]) == ("/ro/news/scrisori/", "/nb/news/letters/")
    card = client.get(links["nb"])
    assert (card.status_code, card.templates[0].name) == (200, "pages/not_yet_translated.html")
    assert [page.title for page in card.context["versions"]] == ["Letters", "Scrisori"]


def test_search_engines_learn_of_both_versions(client: Client, home: HomePage, romanian: Locale) -> None:
    _translated(home, romanian)
    head = client.get("/ro/news/scrisori/").content.decode().split("</head>")[0]
    assert re.findall(r'hreflang="([^"]+)" href="[^"]*?(/[a-z]{2}/[^"]+)"', head) == [
        ("en", "/en/news/letters/"),
        ("ro", "/ro/news/scrisori/"),
    ]
    assert re.findall(r'<meta name="description" content="([^"]*)"', head) == ["What happened."]


def test_no_cookie_for_a_reader(client: Client, home: HomePage, romanian: Locale) -> None:
    article, _translation = _translated(home, romanian)
    assert dict(client.get(article.url).cookies) == {}
