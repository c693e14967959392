"""Several workers have the same file before them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from core.models import Document, DocumentText
from media_pipeline.services.document_text import read_document
from tests.factories.files import pdf


@pytest.mark.usefixtures("own_database")
def test_four_workers_with_the_same_file_keep_its_words_once() -> None:
    files = [ContentFile(pdf("The quokka sings"), name=f"report-{number}.pdf") for number in range(4)]
    documents = [Document.objects.create(title="Report", file=file) for file in files]
    DocumentText.objects.all().delete()  # tasks run at once here, so each was read as it was made
    start = Barrier(4)

    def work(document: Document) -> None:
        try:
            start.wait(timeout=60)
            read_document(document_id=document.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, documents))
    assert list(DocumentText.objects.values_list("state", "pages")) == [("read", ["The quokka sings"])]
