"""Terms, organisations, people and the words that stand on every page: rows without a page of their own."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from cms.home.models import SiteTexts
from core.models import (
    FunderKit,
    FunderKitText,
    Organisation,
    OrganisationText,
    Person,
    PersonText,
    Term,
    TermText,
)
from operations.demo.content import LANGUAGES, read
from operations.demo.ids import demo_id

VOCABULARIES = ("themes", "audiences", "disciplines", "methods")
FUNDER = "north-south"


@transaction.atomic
def put_records() -> int:
    """Make what is missing; return how many records were made."""
    made = sum(_put_terms(read(f"terms/{name}")) for name in VOCABULARIES)
    made += sum(_put_organisation(key, data) for key, data in read("organisations").items())
    made += sum(_put_person(key, data) for key, data in read("people").items())
    return made + _put_funder(read("site")) + _put_texts(read("site"))


def _put_terms(vocabulary: dict[str, Any]) -> int:
    kind = vocabulary.pop("kind")
    made = 0
    for position, (code, languages) in enumerate(vocabulary.items()):
        # An installation may have the same term already: its own words stay.
        if not Term.objects.filter(kind=kind, code=code).exists():
            term = Term(public_id=demo_id("term", f"{kind}/{code}"), kind=kind, code=code, position=position)
            term.texts.set([_term_text(language, names) for language, names in languages.items()])
            term.save()
            made += 1
    return made


def _term_text(language: str, names: list[str]) -> TermText:
    name, *synonyms = names
    return TermText(language=language, name=name, slug=slugify(name, allow_unicode=True), synonyms="\n".join(synonyms))


def _put_organisation(key: str, data: dict[str, Any]) -> int:
    public_id = demo_id("organisation", key)
    if Organisation.objects.filter(public_id=public_id).exists():
        return 0
    fields = {name: data[name] for name in ("name", "acronym", "kind", "country", "town", "website")}
    organisation = Organisation(public_id=public_id, aliases="\n".join(data["aliases"]), **fields)
    organisation.texts.set([OrganisationText(language=language, about=data[language]) for language in LANGUAGES])
    organisation.save()
    return 1


def _put_person(key: str, data: dict[str, Any]) -> int:
    public_id = demo_id("person", key)
    if Person.objects.filter(public_id=public_id).exists():
        return 0
    fields = {name: data[name] for name in ("name", "country", "town", "visibility")}
    person = Person(public_id=public_id, **fields)
    person.texts.set([_person_text(language, data) for language in ("en", "ro", "sr-cyrl") if language in data])
    person.save()
    return 1


def _person_text(language: str, data: Mapping[str, Any]) -> PersonText:
    headline, bio = data[language]
    name = data.get("other_script", "") if language == "sr-cyrl" else ""
    return PersonText(language=language, name=name, headline=headline, bio=bio)


def _put_funder(site: dict[str, Any]) -> int:
    public_id = demo_id("funder", FUNDER)
    if FunderKit.objects.filter(public_id=public_id).exists():
        return 0
    kit = FunderKit(public_id=public_id, name=site["en"]["funder"]["name"], on_every_page=True)
    kit.texts.set(
        [
            FunderKitText(
                language=language, credit=site[language]["funder"]["credit"], disclaimer=site[language]["funder"]["disclaimer"]
            )
            for language in LANGUAGES
        ]
    )
    kit.save()
    return 1


def _put_texts(site: dict[str, Any]) -> int:
    made = 0
    for language in LANGUAGES:
        locale = Locale.objects.get(language_code=language)
        key = demo_id("site-texts", "site")
        if not SiteTexts.objects.filter(translation_key=key, locale=locale).exists():
            SiteTexts.objects.create(translation_key=key, locale=locale, **site[language]["texts"])
            made += 1
    return made
