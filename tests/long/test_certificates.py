"""Ten thousand false codes and as many forged badges; names in every script whose typefaces we have."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from learning.models import Certificate
from learning.printing.pdf import draw
from learning.queries.certificate import find_certificate
from learning.services.sign_credential import sign_credential
from learning.verify_code import canonical
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.certificates.conftest import _fonts_are_made_once_a_machine as _fonts_are_made_once_a_machine
from tests.integration.learning.certificates.conftest import certificate as certificate
from tests.integration.learning.certificates.conftest import named as named
from tests.integration.learning.certificates.conftest import reading as reading
from tests.integration.learning.certificates.forgeries import false_codes, forgeries
from tests.integration.learning.certificates.test_credential import accepted, badge_verifier, published
from tests.integration.learning.certificates.test_credential import fetch as fetch
from tests.integration.learning.certificates.test_pdf import SHEET, read, unembedded
from tests.integration.learning.conftest import learner as learner
from tests.integration.learning.conftest import school as school

pytestmark = pytest.mark.long
MANY = 10_000
NAMES = {
    "Vietnamese": "Nguyễn Thị Ánh",
    "Arabic": "محمد الأمين",
    "Persian": "پریسا گلچین",
    "Armenian": "Արամ Խաչատրյան",
    "Georgian": "გიორგი",
    "Devanagari": "अनिल शर्मा",
    "Chinese": "王小明",
    "Korean": "김철수",
    "Cyrillic with marks": "Ѝван Ґалаґан",
}


def test_ten_thousand_false_codes_open_nothing(certificate: Certificate) -> None:
    codes = false_codes(certificate.code, random.Random(1), MANY)
    assert [code for code in codes if find_certificate(canonical(code)) is not None] == []
    assert find_certificate(certificate.code) == certificate


def test_ten_thousand_forged_badges_are_refused(certificate: Certificate, fetch: Callable[[str], bytes]) -> None:
    token = sign_credential(certificate=certificate, now=NOW)
    keys, verifier = published(fetch), badge_verifier(token, fetch)
    assert accepted([token], keys, verifier) == [token]
    assert accepted(forgeries(token, random.Random(1), MANY), keys, verifier) == []


@pytest.mark.parametrize("script", NAMES)
def test_names_in_the_other_scripts(script: str) -> None:
    drawn = draw(replace(SHEET, name=NAMES[script]))
    assert unembedded(read(drawn)) == set()
