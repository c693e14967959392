from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files that only a view hands out. None has an address, so nothing can print one by mistake."""

    def url(self, name: str | None) -> str:
        return ""
