"""How often one person may ask. A player reports every 15 seconds; after a day offline it may send a batch a second."""

from core.api.throttle import Rate

REPORTS = Rate("reports", most=600)
READS = Rate("reads", most=300)
