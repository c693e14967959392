"""What happens to pages, collections and the words of records, for records that are found where pages show them."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionMember, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import Consent, DocumentText, Organisation, OrganisationText, Person, PersonText, Term, TermText
from core.queries.public_files import with_text
from search import registry
from search.services import index
from search.shown import pages_that_show, touch_shown

_TEXTS: dict[type[Model], type[Model]] = {OrganisationText: Organisation, PersonText: Person, TermText: Term}


def connect() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(_page, dispatch_uid="search-shown-page")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_subtree, dispatch_uid="search-shown-subtree")
    for written in (post_save, post_delete):
        written.connect(_restricted, sender=PageViewRestriction, dispatch_uid="search-shown-restricted")
        written.connect(_consent, sender=Consent, dispatch_uid="search-shown-consent")
        written.connect(_collection_rule, sender=CollectionViewRestriction, dispatch_uid="search-shown-collection-rule")
        for model in _TEXTS:
            written.connect(_reworded, sender=model, dispatch_uid=f"search-shown-{model.__name__}")
    for source in registry.sources():
        if source.is_page:
            post_delete.connect(_page, sender=source.model, dispatch_uid=f"search-shown-gone-{source.name}")
    post_save.connect(_collection, sender=Collection, dispatch_uid="search-shown-collection")
    post_save.connect(_renamed, sender=Organisation, dispatch_uid="search-shown-organisation")
    post_save.connect(_text_read, sender=DocumentText, dispatch_uid="search-shown-text")


def _page(sender: Any, instance: Page, **kwargs: Any) -> None:
    touch_shown(Page.objects.filter(pk=instance.pk), gone=[instance.pk])


def _subtree(sender: Any, instance: Page, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.pk).first()
    if page is not None:
        touch_shown(page.get_descendants(inclusive=True))


def _restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    _subtree(sender, instance.page)


def _reworded(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    index.forget(_TEXTS[sender], [instance.parent_id])
    for organisation in Organisation.objects.filter(pk=instance.parent_id) if sender is OrganisationText else ():
        _renamed(sender, organisation, created=False)


def _consent(sender: Any, instance: Consent, **kwargs: Any) -> None:
    index.forget(Person, [instance.person_id])


def _renamed(sender: Any, instance: Organisation, created: bool, **kwargs: Any) -> None:
    """Pages are found by every name of the organisations that they show."""
    if not created:
        index.touch_pages(pages_that_show(instance))


def _collection(sender: Any, instance: Collection, **kwargs: Any) -> None:
    """A collection may have another place, and with it what lies in it and below may be for others."""
    below = instance.get_descendants(inclusive=True)
    for source in registry.sources():
        if issubclass(source.model, CollectionMember):
            inside = source.model._base_manager.filter(collection__in=below)
            index.forget(source.model, list(inside.values_list("pk", flat=True)))


def _collection_rule(sender: Any, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    _collection(sender, instance.collection)


def _text_read(sender: Any, instance: DocumentText, **kwargs: Any) -> None:
    for document in with_text(instance.file_hash):
        index.touch(document)
