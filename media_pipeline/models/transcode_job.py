from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.enums import JobState, JobStep
from media_pipeline.job_states import ACTIVE
from media_pipeline.models.rendition_set import RenditionSet
from media_pipeline.models.video import Video


class TranscodeJob(models.Model):
    """The truth about preparing one version of a video. Tasks only say "look at job N".

    Whoever works on it holds a lease: `fencing_token` rises with every claim, and each write names the token it was given,
    so that a worker which lost the lease can no longer write (`services.lease`). States change as `job_states` says.
    """

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="jobs")
    rendition_set = models.ForeignKey(RenditionSet, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    step = models.CharField(max_length=10, choices=JobStep, default=JobStep.PROBE)
    priority = models.SmallIntegerField(default=0, help_text=_("Higher is taken first."))
    turn_at = models.DateTimeField(
        default=timezone.now, help_text=_("What waits is sorted by it: when it was asked for, plus the estimated length.")
    )
    seconds_left = models.PositiveIntegerField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    lease_owner = models.CharField(max_length=120, blank=True)
    fencing_token = models.PositiveIntegerField(default=0)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    cancel_requested = models.BooleanField(default=False)
    task_id = models.CharField(max_length=64, blank=True, help_text=_("The last task that was told of this job."))
    offered_at = models.DateTimeField(null=True, blank=True)

    error = models.TextField(blank=True, help_text=_("A sentence for the editor."))
    error_log = models.TextField(blank=True, help_text=_("The last lines of the encoder, for the operator."))

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "run_after"], name="job_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["rendition_set"], condition=models.Q(state__in=sorted(ACTIVE)), name="one_active_job_a_set"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rendition_set} ({self.state})"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE
