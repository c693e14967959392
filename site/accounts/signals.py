"""What accounts announces; apps above follow."""

from django.dispatch import Signal

# Sent by `anonymise_user` inside its transaction, with `user`: whoever keeps a copy of the name forgets it now.
user_anonymised = Signal()
