"""The weekly letter about saved searches: once, in the person's language, about what is new and public."""

import re
import smtplib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from cms.home.models import HomePage
from core.models import Tag
from search.models import Digest, DocumentArrival, IndexedDocument, SavedSearch
from search.queries.digest import end_of_week
from search.queries.news import SETTLED
from search.services.outbox import drain
from search.services.rebuild import rebuild
from search.services.send_digests import send_digests
from tests.factories import cms
from tests.factories.saved import arrived, make_saved
from tests.factories.search import a_document, change, days_ago, indexed, thing_behind

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
WEEK, DAY, MINUTE = timedelta(days=7), timedelta(days=1), timedelta(minutes=1)
SAVED, CAME, SENT = MONDAY - 6 * DAY, MONDAY - 2 * DAY, MONDAY + SETTLED


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@example.org", first_name="Lena")


def bodies() -> list[str]:
    return [str(letter.body) for letter in mail.outbox]


def html(number: int = 0) -> str:
    letter = mail.outbox[number]
    assert isinstance(letter, EmailMultiAlternatives)
    return str(letter.alternatives[0][0])


def titles(number: int = 0) -> list[str]:
    return re.findall(r"^(.*) \(\w+\)$", bodies()[number], re.MULTILINE)


def test_one_letter_a_week_tells_all_searches_what_is_new(reader: User) -> None:
    make_saved(reader, now=SAVED)
    make_saved(reader, "quilt", now=SAVED, name="Quilts & <b>")
    make_saved(reader, "loom", now=SAVED, name="Looms")
    make_saved(reader, "letter", now=SAVED, name="Quiet", has_letter=False, filters={"kind": ["page"]})
    arrived(SAVED - MINUTE, a_document("An older letter"))
    arrived(CAME, a_document("A letter", url="/en/one/", published=days_ago(900), kind="news"))
    arrived(CAME + DAY, a_document("Quilt & letter", url="https://example.org/two/", kind="news"))
    arrived(MONDAY + MINUTE, a_document("A letter too late"))
    moments = [MONDAY - DAY, MONDAY + 5 * MINUTE, SENT, SENT + MINUTE, MONDAY + DAY, MONDAY + WEEK]
    assert [send_digests(now=moment) for moment in moments] == [0, 0, 1, 0, 0, 0]
    assert send_digests(now=SENT + WEEK) == 1  # what came a minute too late
    assert (titles(1), send_digests(now=SENT + 2 * WEEK)) == (["A letter too late"], 0)
    [letter, _next] = mail.outbox
    assert (letter.to, letter.subject) == (["reader@example.org"], "Something new in 2 of your searches")
    signed = re.sub(r"[0-9a-f-]{36}:\S+/", "TOKEN/", str(letter.body)).replace("http://127.0.0.1:8000", "")
    assert signed == LETTER
    assert ("Quilts &amp; &lt;b&gt;" in html(), "<b>" in html(), 'href="https://example.org/two/"' in html()) == (
        True, False, True,
    )  # fmt: skip


LETTER = """Hello Lena,

This has been published since your last e-mail, and your saved searches find it:

* Letters

Quilt & letter (News)
https://example.org/two/

A letter (News)
/en/one/

All results: /en/search/?q=letter&sort=newest
No more e-mails about this search: /en/search/saved/letter/off/TOKEN/

* Quilts & <b>

Quilt & letter (News)
https://example.org/two/

All results: /en/search/?q=quilt&sort=newest
No more e-mails about this search: /en/search/saved/letter/off/TOKEN/

My saved searches: /en/search/saved/

You want no such letters? Open this page and press the button:
/en/search/saved/letters/off/TOKEN/


Trellis
/en/
"""


def test_ten_of_a_search_are_named_and_the_others_counted(reader: User) -> None:
    make_saved(reader, now=SAVED)
    for number in range(13):
        arrived(CAME + number * MINUTE, a_document(f"Letter {number}"))
    assert send_digests(now=SENT) == 1
    assert titles() == [f"Letter {number}" for number in range(12, 2, -1)]
    assert (mail.outbox[0].subject, "\nand 3 more\n" in bodies()[0], "and 3 more" in html()) == (
        "13 new results: Letters", True, True,
    )  # fmt: skip


def test_it_speaks_the_language_of_the_person_and_leads_to_that_of_the_search(reader: User) -> None:
    User.objects.update(language="ro", time_zone="Europe/Bucharest")
    make_saved(reader, "pismo", now=SAVED, language="sl")
    arrived(CAME, a_document("Pismo", "sl", url="/sl/ena/"))
    assert send_digests(now=SENT - 2 * timedelta(hours=1)) == 1  # it is eight o'clock there two hours earlier
    found = re.findall(r"http://127.0.0.1:8000(/\w+/[a-z]*)", bodies()[0])
    assert found == ["/sl/ena", "/sl/search", "/ro/search", "/ro/search", "/ro/search", "/ro/"]
    assert ('<html lang="ro">' in html(), 'lang="sl" hreflang="sl"' in html()) == (True, True)


def test_only_what_is_public_at_the_moment_of_sending_is_told(reader: User) -> None:
    make_saved(reader, now=SAVED)
    documents = [a_document(f"Letter {number}") for number in range(3)]
    arrived(CAME, *documents)
    Tag.objects.filter(slug=documents[0].id).delete()  # the index does not know yet
    Tag.objects.filter(slug=documents[1].id).delete()
    assert (IndexedDocument.objects.count(), send_digests(now=SENT), titles()) == (3, 1, ["Letter 2"])
    make_saved(reader, now=SAVED, name="Again")
    Tag.objects.all().delete()
    SavedSearch.objects.update(new_since=SAVED)
    assert send_digests(now=SENT + WEEK) == 0


def test_what_has_only_some_of_the_words_is_no_news(reader: User) -> None:
    for text in ("letter quokka", "letters quokk", "quok"):
        make_saved(reader, text, now=SAVED, name=text)
    arrived(CAME, a_document("A letter"))
    assert send_digests(now=SENT) == 0
    arrived(CAME + WEEK, a_document("A quokka writes a letter"))
    assert send_digests(now=SENT + WEEK) == 1
    assert re.findall(r"^\* (.*)$", bodies()[0], re.MULTILINE) == ["letter quokka", "letters quokk", "quok"]
    # Once something has the word as it stands, what goes on with it is not found any more.
    SavedSearch.objects.exclude(name="quok").delete()
    arrived(CAME + 2 * WEEK, a_document("Quok"), a_document("The quokka"))
    assert (send_digests(now=SENT + 2 * WEEK), titles(1)) == (1, ["Quok"])
    arrived(CAME + 3 * WEEK, a_document("Another quokka"))
    assert send_digests(now=SENT + 3 * WEEK) == 0


def test_filters_and_a_search_without_words_hold(reader: User) -> None:
    make_saved(reader, "", now=SAVED, name="Romania", filters={"country": ["RO", "SI"], "kind": ["news"]})
    make_saved(reader, "?!", now=SAVED, name="No word at all")
    arrived(
        CAME,
        a_document("One", kind="news", facets={"country": ["RO"]}),
        a_document("Two", kind="story", facets={"country": ["RO"]}),
        a_document("Three?!", kind="news", facets={"country": ["NO"]}),
    )
    assert (send_digests(now=SENT), titles()) == (1, ["One"])


def test_new_is_what_came_into_the_index_whatever_day_it_bears(reader: User, home: HomePage) -> None:
    article = cms.article(home, title="A letter of old", published_on=date(1999, 5, 4))
    article.save_revision().publish()
    drain()
    key = f"page:{article.pk}"
    first = DocumentArrival.objects.get(key=key).arrived_at
    assert abs(first - datetime.now(UTC)) < timedelta(minutes=5)
    article.unpublish()
    drain()
    assert not IndexedDocument.objects.filter(key=key).exists()
    article.save_revision().publish()
    drain()
    assert (IndexedDocument.objects.filter(key=key).count(), DocumentArrival.objects.get(key=key).arrived_at) == (1, first)


def test_what_a_reindex_finds_counts_from_its_own_day(db: None) -> None:
    old, new = (a_document("Letter", published=datetime(2020, 1, day, tzinfo=UTC)) for day in (1, 2))
    thing_behind(old).save()
    drain()
    told = DocumentArrival.objects.get(key=old.id).arrived_at
    DocumentArrival.objects.all().delete()
    IndexedDocument.objects.all().delete()
    rebuild(anew=True)
    assert (told > old.published, DocumentArrival.objects.get(key=old.id).arrived_at) == (True, old.published)
    change(thing_behind(new), new)  # a reindex that works off a change as well
    rebuild(anew=True)
    assert DocumentArrival.objects.get(key=new.id).arrived_at > new.published


class RefusesOne(EmailBackend):
    """A mail server that does not know one of the people."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["a@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"No such user")})
        return super().send_messages(messages)


class EndsWhileItSends(EmailBackend):
    """A worker that is stopped between handing a letter over and hearing that it was taken."""

    def send_messages(self, messages: Any) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


def log() -> list[tuple[str, date | None, bool, int, str]]:
    rows = Digest.objects.order_by("user__email").select_related("user")
    return [(one.user.email[0], one.week, one.sent_at is not None, one.attempts, one.error[:20]) for one in rows]


def test_who_is_refused_holds_up_nobody_and_is_tried_again(db: None, settings: Any) -> None:
    for name in "abc":
        make_saved(User.objects.create_user(f"{name}@example.org"), now=SAVED)
    arrived(CAME, a_document("A letter"))
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.RefusesOne"
    monday = MONDAY.date()
    assert (send_digests(now=SENT), send_digests(now=SENT + 14 * MINUTE)) == (2, 0)
    assert log() == [
        ("a", monday, False, 1, "{'a@example.org': (5"), ("b", monday, True, 1, ""), ("c", monday, True, 1, ""),
    ]  # fmt: skip
    settings.EMAIL_BACKEND = working
    assert (send_digests(now=SENT + 15 * MINUTE), send_digests(now=SENT + DAY)) == (1, 0)
    assert [letter.to[0][0] for letter in mail.outbox] == ["b", "c", "a"]
    assert log()[0] == ("a", monday, True, 2, "")


def test_a_letter_that_may_have_gone_out_is_not_sent_again(reader: User, settings: Any) -> None:
    make_saved(reader, now=SAVED)
    arrived(CAME, a_document("A letter"))
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.EndsWhileItSends"
    with pytest.raises(KeyboardInterrupt):
        send_digests(now=SENT)
    settings.EMAIL_BACKEND = working
    assert (send_digests(now=SENT + DAY), len(mail.outbox)) == (0, 1)
    # Nobody knows whether it arrived; the next one tells it again.
    assert (send_digests(now=SENT + WEEK), send_digests(now=SENT + 2 * WEEK), titles(1)) == (1, 0, ["A letter"])


@pytest.mark.parametrize("why", ["inactive", "erased", "unconfirmed", "unwanted"])
def test_who_is_gone_or_never_asked_gets_nothing(reader: User, why: str) -> None:
    make_saved(reader, now=SAVED, has_letter=why != "unwanted")
    arrived(CAME, a_document("A letter"))
    if why == "inactive":
        User.objects.update(is_active=False)
    elif why == "erased":
        anonymise_user(user=reader)
    elif why == "unconfirmed":
        EmailAddress.objects.create(user=reader, email=reader.email.upper(), verified=False, primary=True)
    assert (send_digests(now=SENT), mail.outbox) == (0, [])
    EmailAddress.objects.update(verified=True)
    assert send_digests(now=SENT) == (why == "unconfirmed")


def test_the_letter_ends_one_search_or_all_without_a_log_in(reader: User) -> None:
    one, two = (make_saved(reader, text, now=SAVED, name=text) for text in ("letter", "loom"))
    arrived(CAME, a_document("A letter on a loom"))
    send_digests(now=SENT)
    strict, headers = Client(enforce_csrf_checks=True), mail.outbox[0].extra_headers
    ends_one = re.findall(r"/en/search/saved/letter/off/\S+", bodies()[0])[0]
    ends_all = re.fullmatch(r"<https?://[^/]+(/en/search/saved/letters/off/\S+)>", headers["List-Unsubscribe"])
    assert (ends_all is not None, headers["List-Unsubscribe-Post"]) == (True, "List-Unsubscribe=One-Click")
    assert ends_all is not None

    def wanted() -> list[str]:
        return list(SavedSearch.objects.filter(has_letter=True).order_by("name").values_list("name", flat=True))

    looked = [strict.get(address) for address in (ends_one, ends_all[1])]
    assert ([answer.status_code for answer in looked], wanted()) == ([200, 200], ["letter", "loom"])
    assert "“letter” would stand in no weekly e-mail" in looked[0].content.decode()
    assert (strict.post(ends_one).status_code, wanted()) == (200, ["loom"])
    assert strict.post(ends_all[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (wanted(), send_digests(now=SENT + WEEK)) == ([], 0)
    wrong = [ends_one[:-3] + "xx/", ends_one.replace("/letter/", "/letters/"), ends_all[1].replace("/letters/", "/letter/")]
    assert [strict.post(address).status_code for address in wrong] == [404, 404, 404]
    for saved in (one, two):
        saved.delete()
    assert "You get no more e-mails about this search" in strict.get(ends_one).content.decode()


@given(
    now=st.integers(1_700_000_000, 1_900_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    zone=st.sampled_from(["UTC", "Europe/Oslo", "America/Los_Angeles", "Pacific/Kiritimati", "Australia/Lord_Howe"]),
)
def test_weeks_end_on_mondays_at_eight_and_follow_each_other(now: datetime, zone: str) -> None:
    end = end_of_week(now, zone)
    local = end.astimezone(ZoneInfo(zone))
    assert (local.weekday(), local.hour, local.minute) == (0, 8, 0)
    assert end <= now - SETTLED < end + WEEK + timedelta(hours=1)
    assert end_of_week(end + SETTLED, zone) == end
    assert end_of_week(end.astimezone(UTC) + SETTLED - timedelta(seconds=1), zone).date() == local.date() - WEEK


def test_a_document_that_is_indexed_again_has_not_come_again(db: None) -> None:
    [document] = indexed(a_document("Letter"))
    first = DocumentArrival.objects.get().arrived_at
    indexed_again = a_document("Another letter", id=document.id)
    Tag.objects.all().delete()
    indexed(indexed_again)
    assert DocumentArrival.objects.get().arrived_at == first
