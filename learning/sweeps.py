from datetime import timedelta

from django.utils import timezone

from core.registries.sweeps import register_sweep
from learning.services.send_invitations import send_invitations
from learning.services.send_reminders import send_reminders

register_sweep("send-invitations", every=timedelta(minutes=1), run=lambda: send_invitations(now=timezone.now()))
register_sweep("send-reminders", every=timedelta(minutes=10), run=lambda: send_reminders(now=timezone.now()))
