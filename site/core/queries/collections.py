from wagtail.models import Collection

RESTRICTED = "Restricted"


def is_restricted(collection: Collection) -> bool:
    """Whether `collection` is the root collection *Restricted* or lies in it: not for everybody. One query."""
    return bool(collection.get_ancestors(inclusive=True).filter(depth=2, name=RESTRICTED).exists())
