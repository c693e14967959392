"""Twenty windows save searches, and twenty workers look for weekly letters."""

from collections import Counter
from datetime import timedelta

from django.core import mail
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from search.models import Digest, SavedSearch
from search.queries.digest import end_of_week
from search.queries.news import SETTLED
from search.queries.search import SearchQuery
from search.services.save_search import MOST, TooManySearchesError, save_search
from search.services.send_digests import send_digests
from tests.factories.saved import arrived, make_saved
from tests.factories.search import a_document
from tests.races.together import CROWD, together


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def a_search_is_saved_once_and_told_once() -> None:
    mail.outbox = []
    people = [User.objects.create_user(f"reader{number}@example.org") for number in range(3)]
    end = end_of_week(timezone.now() + timedelta(days=7), "UTC")

    def save(number: int) -> str:
        text = "letter" if number % 2 else f"loom {number}"
        try:
            save_search(user=people[0], query=SearchQuery(text), name=text, has_letter=True, now=end - timedelta(days=3))
        except TooManySearchesError:
            return "refused"
        return "saved"

    for number in range(MOST - 5):
        make_saved(people[0], f"quilt {number}", now=end - timedelta(days=3), has_letter=False)
    said = Counter(together(save))
    assert set(said) == {"saved", "refused"}, said
    assert SavedSearch.objects.filter(user=people[0]).count() == MOST
    assert SavedSearch.objects.filter(text="letter").count() <= 1
    SavedSearch.objects.all().delete()
    for person in people:
        make_saved(person, now=end - timedelta(days=3))
    together(lambda _number: make_saved(people[0], now=end - timedelta(days=3)))
    assert SavedSearch.objects.count() == len(people)
    arrived(end - timedelta(days=1), a_document("A letter"))
    sent = together(lambda _number: send_digests(now=end + SETTLED))
    assert [one for one in sent if not isinstance(one, int)] == []
    assert (sum(sent), len(sent)) == (len(people), CROWD), sent
    assert sorted(letter.to[0] for letter in mail.outbox) == [person.email for person in people]
    assert Digest.objects.count() == len(people)
