"""The weekly letter: what it says, and the signed addresses that end it."""

from dataclasses import dataclass

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from core.addresses import absolute
from search.enums import Sort
from search.models import SavedSearch
from search.queries.hits import Hit
from search.queries.saved_search import results_address

ONE, ALL = "search", "searches"  # what an address ends: the letters about one search, or about all of a person


@dataclass(frozen=True)
class Found:
    url: str
    title: str
    summary: str
    kind_label: str
    locale: str


@dataclass(frozen=True)
class Section:
    """What the letter says of one search. `more`: how many results are new beside those that it names."""

    name: str
    found: list[Found]
    more: int
    address: str
    opt_out: str


def token(public_id: object, *, about: str) -> str:
    """Sign what is to be ended; it works as long as the secret key does, as a link in an old letter must."""
    return signing.Signer(salt=f"search.letter.{about}").sign(str(public_id))


def read_token(text: str, *, about: str) -> str:
    """Return the public id of what is to be ended; raise BadSignature for a token that we did not make."""
    return signing.Signer(salt=f"search.letter.{about}").unsign(text)


def section(saved: SavedSearch, hits: list[Hit], *, more: int) -> Section:
    return Section(
        name=saved.name,
        found=[Found(_whole(hit.url), " ".join(hit.title.split()), hit.summary, hit.kind_label, hit.locale) for hit in hits],
        more=more,
        address=absolute(results_address(saved, sort=Sort.NEWEST)),
        opt_out=absolute(reverse("search_letter_off", args=[token(saved.public_id, about=ONE)])),
    )


def digest_letter(user: User, sections: list[Section]) -> EmailMultiAlternatives:
    """Write the letter to `user`; the active language is theirs. Its headers let a mail program end all of them (RFC 8058)."""
    opt_out = absolute(reverse("search_letters_off", args=[token(user.public_id, about=ALL)]))
    context = {
        "user": user,
        "home": absolute(f"/{user.language}/"),
        "sections": sections,
        "total": sum(len(one.found) + one.more for one in sections),
        "opt_out": opt_out,
        "all_searches": absolute(reverse("saved_searches")),
    }
    subject = " ".join(render_to_string("search/email/digest_subject.txt", context).split())
    text = render_to_string("search/email/digest.txt", context).strip() + "\n"
    headers = {"List-Unsubscribe": f"<{opt_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    letter = EmailMultiAlternatives(subject, text, to=[user.email], headers=headers)
    letter.attach_alternative(render_to_string("search/email/digest.html", context), "text/html")
    return letter


def _whole(url: str) -> str:
    return absolute(url) if url.startswith("/") else url
