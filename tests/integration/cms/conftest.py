import pytest

from core.enums import TermKind
from core.models import Term
from tests.factories.core import term


@pytest.fixture
def themes(db: None) -> list[Term]:
    names = {"mentoring": "Mentoring", "heritage": "Heritage", "digital": "Digital culture", "funding": "Funding"}
    return [term(code=code, en=name, ro=f"{name} (ro)") for code, name in names.items()]


@pytest.fixture
def audiences(db: None) -> list[Term]:
    return [term(TermKind.AUDIENCE, code=code) for code in ("pupils", "students")]
