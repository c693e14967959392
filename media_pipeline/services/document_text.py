"""The words of documents that everybody may fetch are read once, by the worker, and kept under the hash of the file."""

import logging
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.utils import timezone

from core.enums import TextState
from core.models import Document, DocumentText
from core.queries.public_files import fetchable, is_readable, text_of, unread
from core.stopping import stop_requested
from media_pipeline.document_texts.reading import Reading, read
from media_pipeline.services.lease import StopRequestedError

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3  # of a file that ends its worker each time


def read_document(*, document_id: int) -> None:
    """Read the words of a document, unless they are known or it is not for everybody. Safe to repeat, and beside itself.

    A stop of the worker leaves it to the next one.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not is_readable(document) or not fetchable([document_id]):
        return
    try:
        text, _made = DocumentText.objects.get_or_create(file_hash=document.get_file_hash())
        if text.state == TextState.WAITING:
            _attempt(text, document)
    except OSError as error:  # no such file, or no disk: tried again by the sweep
        logger.warning("The file of document %s cannot be opened: %s", document_id, error)
    except StopRequestedError:
        DocumentText.objects.filter(file_hash=document.file_hash).update(attempts=F("attempts") - 1)


def _attempt(text: DocumentText, document: Document) -> None:
    if text.attempts >= MOST_ATTEMPTS:
        _keep(text, Reading(TextState.TOO_MUCH))
        return
    DocumentText.objects.filter(pk=text.pk).update(attempts=F("attempts") + 1)
    _keep(text, read(Path(document.file.path), document.file_extension.lower(), tick=_tick))


@transaction.atomic
def _keep(text: DocumentText, reading: Reading) -> None:
    """Write what was read. Saved as a row, not updated, so that whoever listens hears of it."""
    text = DocumentText.objects.select_for_update().get(pk=text.pk)
    text.state, text.pages, text.pages_in_file = reading.state, reading.pages, reading.in_file
    text.read_at = timezone.now()
    text.save(update_fields=["state", "pages", "pages_in_file", "read_at"])


def offer_unread() -> int:
    """Ask for every document that nobody has read; return how many. Nothing is asked for twice that was read."""
    found = unread()
    for document in found:
        offer(document)
    return len(found)


def offer(document: Document) -> None:
    """Have `document` read after the transaction that is open now, if its words can be read and are not known."""
    from media_pipeline.tasks import run_read_document  # the task calls this service, this service makes the task

    known = text_of(document)
    if document.deleted_at is None and is_readable(document) and (known is None or known.state == TextState.WAITING):
        transaction.on_commit(lambda: run_read_document.enqueue(document.pk), robust=True)


def forget_texts() -> int:
    """Remove the words of files that no document holds any more, those put aside among them; return how many."""
    held = Document.all_objects.exclude(file_hash="").values("file_hash")
    return DocumentText.objects.exclude(file_hash__in=held).delete()[0]


def connect() -> None:
    post_save.connect(_when_saved, sender=Document, dispatch_uid="media_pipeline.document_text")


def _when_saved(sender: type[Document], instance: Document, **kwargs: object) -> None:
    offer(instance)


def _tick() -> None:
    if stop_requested.is_set():
        raise StopRequestedError
