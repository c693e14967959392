from cms.news.models import NewsArticle
from core.queries.body_text import body_text


def test_what_is_written_is_text_and_what_is_chosen_is_not(db: None) -> None:
    body = [
        ("heading", {"text": "Two letters", "level": "3"}),
        ("text", "<p>Read <b>aloud</b> &amp; kept.</p><ul><li>One</li><li>Two</li></ul>"),
        ("quote", {"text": "I was answered.", "attribution": "Mentee", "consent": True}),
        ("call_to_action", {"text": "Apply now", "label": "Read the call", "address": "https://example.org/"}),
    ]
    assert body_text(NewsArticle(body=body).body).split("\n\n") == [
        "Two letters",
        "Read aloud & kept. One Two",
        "I was answered.",
        "Mentee",
        "Apply now",
        "Read the call",
    ]
