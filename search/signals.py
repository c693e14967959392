"""What happens to pages and registered models, turned into rows of the outbox, in the same transaction."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import Term, TermText
from search import registry
from search.services import index


def connect() -> None:
    """Follow every registered model. Called once, when all apps have registered."""
    for source in registry.sources():
        name = f"search-{source.name}"
        post_delete.connect(_deleted, sender=source.model, dispatch_uid=name)
        if not source.is_page:  # a page is saved for every draft; what it publishes has signals of its own
            post_save.connect(_saved, sender=source.model, dispatch_uid=name)
    page_published.connect(_saved, dispatch_uid="search-published")
    page_unpublished.connect(_saved, dispatch_uid="search-unpublished")
    page_slug_changed.connect(_subtree, dispatch_uid="search-slug")
    post_page_move.connect(_subtree, dispatch_uid="search-move")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="search-restricted")
    post_delete.connect(_restricted, sender=PageViewRestriction, dispatch_uid="search-unrestricted")
    post_save.connect(_renamed, sender=TermText, dispatch_uid="search-term")
    post_delete.connect(_renamed, sender=TermText, dispatch_uid="search-term-gone")


def _saved(sender: Any, instance: Model, **kwargs: Any) -> None:
    index.touch(instance)


def _deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    index.forget(sender, [instance.pk])


def _subtree(sender: Any, instance: Page, **kwargs: Any) -> None:
    """An address changed, and with it every address below."""
    page = Page.objects.filter(pk=instance.pk).first()
    if page is not None:
        index.touch_pages(page.get_descendants(inclusive=True))


def _restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    _subtree(sender, instance.page)


def _renamed(sender: Any, instance: TermText, **kwargs: Any) -> None:
    term = Term.objects.filter(pk=instance.parent_id).first()  # none when the whole term goes
    if term is not None:
        index.touch_term(term.kind, term.code)
