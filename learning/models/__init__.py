from learning.models.attendance import Attendance
from learning.models.bookmark import Bookmark
from learning.models.calendar_feed import CalendarFeed
from learning.models.catalogue import CataloguePage
from learning.models.certificate import Certificate
from learning.models.certificate_template import CertificateTemplate, CertificateTemplateText
from learning.models.cohort import Cohort, DueDate
from learning.models.completion import CourseCompletion
from learning.models.course import CoursePage
from learning.models.course_progress import CourseProgress
from learning.models.enrolment import Enrolment
from learning.models.feedback import Feedback, WorkLetter
from learning.models.invitation import Invitation
from learning.models.lesson import LessonPage
from learning.models.letter_opt_out import LetterOptOut
from learning.models.live_session import LiveSession
from learning.models.module import ModulePage
from learning.models.note import Note
from learning.models.progress import LessonProgress
from learning.models.question import Question, QuestionTag, QuestionText
from learning.models.question_option import QuestionOption, QuestionOptionText
from learning.models.question_version import QuestionVersion
from learning.models.quiz import Quiz, QuizItem
from learning.models.quiz_attempt import AttemptAnswer, QuizAttempt
from learning.models.reminder import Reminder
from learning.models.retention import Retention
from learning.models.session_notice import SessionNotice
from learning.models.signing_key import SigningKey
from learning.models.submission import Submission, SubmissionRevision, WorkFile
from learning.models.writing import Writing

__all__ = [
    "AttemptAnswer",
    "Attendance",
    "Bookmark",
    "CalendarFeed",
    "CataloguePage",
    "Certificate",
    "CertificateTemplate",
    "CertificateTemplateText",
    "Cohort",
    "CourseCompletion",
    "CoursePage",
    "CourseProgress",
    "DueDate",
    "Enrolment",
    "Feedback",
    "Invitation",
    "LessonPage",
    "LessonProgress",
    "LetterOptOut",
    "LiveSession",
    "ModulePage",
    "Note",
    "Question",
    "QuestionOption",
    "QuestionOptionText",
    "QuestionTag",
    "QuestionText",
    "QuestionVersion",
    "Quiz",
    "QuizAttempt",
    "QuizItem",
    "Reminder",
    "Retention",
    "SessionNotice",
    "SigningKey",
    "Submission",
    "SubmissionRevision",
    "WorkFile",
    "WorkLetter",
    "Writing",
]
