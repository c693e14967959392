from media_pipeline.enums import JobEventKind
from media_pipeline.models import JobEvent, TranscodeJob


def note(*, job: TranscodeJob, kind: JobEventKind, text: str = "") -> None:
    """Add a line to the log of `job`; call it in the transaction of what it tells."""
    JobEvent.objects.create(job_id=job.pk, kind=kind, attempt=job.attempts, text=text)
