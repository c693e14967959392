from learning.models.catalogue import CataloguePage
from learning.models.certificate import Certificate
from learning.models.certificate_template import CertificateTemplate, CertificateTemplateText
from learning.models.completion import CourseCompletion
from learning.models.course import CoursePage
from learning.models.lesson import LessonPage
from learning.models.module import ModulePage
from learning.models.progress import LessonProgress
from learning.models.signing_key import SigningKey

__all__ = [
    "CataloguePage",
    "Certificate",
    "CertificateTemplate",
    "CertificateTemplateText",
    "CourseCompletion",
    "CoursePage",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
    "SigningKey",
]
