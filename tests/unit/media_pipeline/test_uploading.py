"""The headers of the upload protocol, and what a file says of itself."""

import base64
import hashlib
import tempfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.uploading import metadata, signature
from media_pipeline.uploading.checksum import ALGORITHMS, Checksum
from media_pipeline.uploading.refusal import UploadError

keys = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=","), min_size=1)


@given(st.dictionaries(keys, st.text()))
def test_metadata_comes_back_as_it_was_sent(said: dict[str, str]) -> None:
    header = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}".strip() for key, value in said.items())
    assert metadata.read(header) == said


@given(st.text(max_size=40))
def test_whatever_is_sent_as_metadata_is_read_or_refused(header: str) -> None:
    with suppress(UploadError):
        assert all(isinstance(value, str) for value in metadata.read(header).values())


@given(st.binary(), st.sampled_from(ALGORITHMS))
def test_a_checksum_fits_its_own_bytes_alone(data: bytes, algorithm: str) -> None:
    said = base64.b64encode(hashlib.new(algorithm, data).digest()).decode()
    checksum = Checksum.read(f"{algorithm} {said}")
    with tempfile.TemporaryFile() as file:
        file.write(data)
        checksum.check(file)
        file.write(b"!")
        with pytest.raises(UploadError) as refused:
            checksum.check(file)
    assert refused.value.status == 460


@pytest.mark.parametrize(
    "header", ["", "sha1", "sha1 ", "sha1 AAAA", "crc32 AAAAAA==", "SHA1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "sha1 ü", "ü AAAA"]
)
def test_what_is_no_checksum(header: str) -> None:
    with pytest.raises(UploadError) as refused:
        Checksum.read(header)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"\x00\x00\x00\x20ftypisom", ""),
        (b"\x1aE\xdf\xa3", ""),
        (b"RIFF\0\0\0\0AVI ", ""),
        (b"G@\0\x10", ""),
        (b"", ""),
        (b"PK\x03\x04", "ZIP"),
        (b"%PDF-1.4", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ],
)
def test_what_is_surely_no_video(begin: bytes, kind: str) -> None:
    assert signature.foreign(begin) == kind
