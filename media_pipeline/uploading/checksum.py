import base64
import hashlib
import hmac
from dataclasses import dataclass
from io import BufferedRandom

from django.utils.translation import gettext as _

from media_pipeline.uploading.refusal import UploadError

ALGORITHMS = ("sha1", "sha256", "sha512", "md5")
MISMATCH = 460  # the protocol's own status


@dataclass(frozen=True)
class Checksum:
    """What the bytes of one request add up to, as its sender says (`Upload-Checksum`)."""

    algorithm: str
    digest: bytes

    @classmethod
    def read(cls, header: str) -> "Checksum":
        """Raises UploadError 400 for what is no checksum, or one by an unknown algorithm."""
        algorithm, _space, encoded = header.partition(" ")
        try:
            digest = base64.b64decode(encoded, validate=True)
        except ValueError:  # other letters, or another length, than Base64 has
            digest = b""
        if algorithm not in ALGORITHMS or len(digest) != hashlib.new(algorithm, usedforsecurity=False).digest_size:
            raise UploadError(400, _("The checksum cannot be read; known are: %(names)s.") % {"names": ", ".join(ALGORITHMS)})
        return cls(algorithm, digest)

    def check(self, file: BufferedRandom) -> None:
        """Raises UploadError 460 when `file`, from its beginning, is something else."""
        file.seek(0)
        found = hashlib.file_digest(file, self.algorithm).digest()
        if not hmac.compare_digest(found, self.digest):
            raise UploadError(MISMATCH, _("A piece of the file was damaged on its way. It is sent again."))
