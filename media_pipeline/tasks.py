from django_tasks import task

from media_pipeline.services.document_text import read_document
from media_pipeline.services.embedded_tracks import extract_tracks
from media_pipeline.services.run_job import run_next_job


@task(backend="worker", queue_name="media")
def run_transcode_job(job_id: int) -> None:
    """Take one job. `job_id` says for which one this task was made; whose turn it is now is decided here, not by the engine."""
    run_next_job()


@task(backend="worker", queue_name="media")
def run_extract_tracks(rendition_set_id: int) -> None:
    extract_tracks(rendition_set_id=rendition_set_id)


@task(backend="worker", queue_name="quick", priority=-10)  # after whatever else waits in its lane, which is short
def run_read_document(document_id: int) -> None:
    read_document(document_id=document_id)
