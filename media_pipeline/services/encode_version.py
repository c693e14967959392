"""One version of a video: from its original to renditions, as `encoding.order` says; remembered in rows."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from media_pipeline import storage
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.binary import has_av1
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import plan
from media_pipeline.encoding.order import Work, weights
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.enums import JobStep
from media_pipeline.packaging.verify import IncompleteError
from media_pipeline.probing.probe import probe
from media_pipeline.probing.refusal import RefusedError
from media_pipeline.services import free_space
from media_pipeline.services.lease import Lease
from media_pipeline.services.ledger import RowLedger
from media_pipeline.services.publish import finish


def encode_version(*, lease: Lease, folder: Path) -> None:
    """Do what is left to do for the version of `lease`. Raises what `services.run_job` sorts out."""
    rendition_set = lease.job.rendition_set
    original = storage.original(rendition_set)
    if not original.is_file():
        raise RefusedError(_("The uploaded file is gone. Please upload it again."))
    lease.step(JobStep.PROBE)
    info = probe(original, tick=lease.beat)
    planned = plan(info, tuple(settings.MEDIA_LADDER), has_av1=settings.AV1 and has_av1())
    free_space.check(folder, planned, info.duration, kept=sum(rendition_set.chunks.values_list("bytes", flat=True)))
    ledger = RowLedger(lease)
    ledger.describe(info)
    attempt = Attempt(ledger, folder, info.duration, weights(info, planned))
    work = Work(attempt, ledger, Source(original, info.container), info, planned, lease.job.video.poster_second)
    try:
        work.do()
    except (IncompleteError, ProcessError, OSError) as error:
        if free_space.is_low(folder):  # a full disk has many faces
            raise free_space.no_space(folder) from error
        raise
    finish(lease=lease)
