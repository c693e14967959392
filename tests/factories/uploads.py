"""What a client of the upload protocol sends, and who may."""

import base64
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import User
from media_pipeline.models import Upload

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = "application/offset+octet-stream"
FILM = b"\0\0\0\x20ftypisom" + bytes(range(256)) * 40  # begins as a film does


def make_editor(address: str = "editor@example.org", **values: Any) -> User:
    """Return somebody who may add videos to every collection, and nothing else."""
    user: User = User.objects.create_user(email=address, password="x", **values)
    group, _is_new = Group.objects.get_or_create(name="Uploaders")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    right = Permission.objects.get(content_type__app_label="wagtailmedia", codename="add_media")
    GroupCollectionPermission.objects.get_or_create(group=group, collection=Collection.objects.get(depth=1), permission=right)
    user.groups.add(group)
    return user


def rights(user: User) -> QuerySet[GroupCollectionPermission]:
    """Return what `make_editor` has given, to take it away or to move it to another collection."""
    found: QuerySet[GroupCollectionPermission] = GroupCollectionPermission.objects.filter(group__in=user.groups.all())
    return found


def committed() -> AbstractContextManager[object]:
    """What is to happen after the commit happens at its end, also inside the transaction of a test."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def encoded(**said: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())


def begin(client: Client, size: int, **said: str) -> Upload:
    """Create an upload through the protocol."""
    said = {"filename": "loom.mp4", **said}
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": encoded(**said)}
    answer = client.post(reverse("media_pipeline:tus"), headers=headers)
    assert answer.status_code == 201, answer.content
    return Upload.objects.get(public_id=answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def place(upload: Upload) -> str:
    return reverse("media_pipeline:tus_upload", args=[upload.public_id])


def send(client: Client, upload: Upload, data: bytes, at: int, **headers: str) -> Any:
    """Send a piece; return the answer."""
    said = TUS | {"Upload-Offset": str(at)} | {name.replace("_", "-"): value for name, value in headers.items()}
    with committed():
        return client.patch(place(upload), data, content_type=BYTES, headers=said)
