from uuid import UUID, uuid5

_NAMESPACE = UUID("5f0c2f5e-6d0b-5b0e-9a55-0c8f5a1e7d3b")


def demo_id(kind: str, key: str) -> UUID:
    """Return the id of a demonstration record: the same on every installation, so that its cover is the same too."""
    return uuid5(_NAMESPACE, f"{kind}/{key}")


LEDGER = demo_id("ledger", "log")  # groups what the demo writes into Wagtail's own log
