from datetime import timedelta

from core.registries.sweeps import register_sweep
from search.services.outbox import drain

# What a drain left behind (the engine was down, a worker was stopped) is picked up without another change.
register_sweep("search-outbox", every=timedelta(minutes=1), run=drain)
