from learning.models.catalogue import CataloguePage
from learning.models.cohort import Cohort, DueDate
from learning.models.completion import CourseCompletion
from learning.models.course import CoursePage
from learning.models.enrolment import Enrolment
from learning.models.invitation import Invitation
from learning.models.lesson import LessonPage
from learning.models.module import ModulePage
from learning.models.progress import LessonProgress
from learning.models.reminder import Reminder, ReminderOptOut

__all__ = [
    "CataloguePage",
    "Cohort",
    "CourseCompletion",
    "CoursePage",
    "DueDate",
    "Enrolment",
    "Invitation",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
    "Reminder",
    "ReminderOptOut",
]
