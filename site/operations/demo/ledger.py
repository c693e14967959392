"""Which pages and revisions are the demo's: Wagtail's own log says so, under an id that only the demo writes."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from operations.demo.ids import LEDGER


@contextmanager
def writing() -> Iterator[None]:
    context = LogContext(generate_uuid=False)
    context.uuid = LEDGER
    with context:
        yield


def made(page: Page) -> bool:
    """Whether the demo made this page."""
    actions = ["wagtail.create", "wagtail.copy_for_translation", "wagtail.copy"]
    return PageLogEntry.objects.filter(uuid=LEDGER, page_id=page.pk, action__in=actions).exists()


def revisions(page: Page) -> list[Revision]:
    """Return the revisions of a page that the demo saved."""
    ids = PageLogEntry.objects.filter(uuid=LEDGER, page_id=page.pk, revision__isnull=False).values("revision_id")
    return list(Revision.objects.filter(pk__in=ids))


def forget() -> None:
    PageLogEntry.objects.filter(uuid=LEDGER).delete()
    ModelLogEntry.objects.filter(uuid=LEDGER).delete()
