"""One attempt at a job, from the lease to its end, whatever happens in between."""

import logging
import shutil
import traceback
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from media_pipeline import storage
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.enums import JobEventKind
from media_pipeline.packaging.verify import IncompleteError
from media_pipeline.probing.refusal import RefusedError
from media_pipeline.services.encode_version import encode_version
from media_pipeline.services.free_space import NoSpaceError
from media_pipeline.services.lease import CancelledError, Lease, LeaseLostError, StopRequestedError, claim, claim_next

logger = logging.getLogger(__name__)

DEATHS = 10  # how often workers may die over a video, besides once for each finished piece, before it is taken for the cause
BACKOFF_SECONDS = 30
SPACE_SECONDS, SPACE_SECONDS_MAX = 60, 3600


def run_job(*, job_id: int) -> None:
    """Work on a job if it is there to be taken; otherwise do nothing. A stop of the worker gives it back."""
    _work(claim(job_id=job_id))


def run_next_job() -> None:
    """Work on the job whose turn it is, if one waits."""
    _work(claim_next())


def _work(lease: Lease | None) -> None:
    if lease is None:
        return
    folder = storage.work_folder(lease.job.pk, lease.token)
    try:
        if lease.job.attempts > DEATHS + lease.job.rendition_set.chunks.count():
            _give_up(lease, log="The worker ended again and again without a word while it worked on this.")
        else:
            _attempt(lease, folder)
    except LeaseLostError:
        logger.warning("Job %s was taken over by another worker.", lease.job.pk)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _attempt(lease: Lease, folder: Path) -> None:
    try:
        _clear_former(lease)
        folder.mkdir(parents=True)
        encode_version(lease=lease, folder=folder)
    except LeaseLostError:
        raise
    except RefusedError as refusal:
        lease.fail(error=str(refusal), log=refusal.log)
    except CancelledError:
        lease.cancelled()
    except StopRequestedError:
        lease.give_back()
    except NoSpaceError as space:
        lease.postpone(seconds=_space_seconds(lease), error=str(space), is_counted=False)
    except Exception as error:  # foreseen or not: it must not hold up the queue for ever
        reason, log = _story(error)
        _again(lease, reason=reason, log=log)


def _story(error: Exception) -> tuple[str, str]:
    """Return what happened and what an operator may read of it."""
    if isinstance(error, ProcessError):
        return str(error), error.log
    if isinstance(error, (IncompleteError, OSError)):
        return str(error), ""
    return f"{type(error).__name__}: {error}", traceback.format_exc()


def _clear_former(lease: Lease) -> None:
    """Take away what earlier attempts left; a worker that still writes there has lost its lease."""
    for folder in storage.work_folders(lease.job.pk):
        shutil.rmtree(folder, ignore_errors=True)


def _space_seconds(lease: Lease) -> int:
    """Return how long to wait for room: each time twice as long. Who has made room moves the job to the front."""
    waited = lease.job.events.filter(kind=JobEventKind.POSTPONED).count()
    return min(SPACE_SECONDS_MAX, SPACE_SECONDS * 2 ** min(waited, 10))


def _give_up(lease: Lease, *, log: str) -> None:
    sentence = _("The video could not be prepared after %(count)d attempts. Please check that it plays on your computer.")
    lease.fail(error=sentence % {"count": lease.job.attempts}, log=log)


def _again(lease: Lease, *, reason: str, log: str) -> None:
    logger.error("Job %s, attempt %s: %s\n%s", lease.job.pk, lease.job.attempts, reason, log)
    text = f"{reason}\n{log}".strip()
    if lease.job.attempts >= settings.MEDIA_ATTEMPTS:
        _give_up(lease, log=text)
        return
    wait = BACKOFF_SECONDS * 4 ** (lease.job.attempts - 1)
    lease.postpone(seconds=wait, error=_("It did not work; it is tried again by itself."), log=text)
