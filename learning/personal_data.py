from core.registries.personal_data import PersonalData, classify
from learning import models

classify(models.LessonProgress, kind=PersonalData.LEARNING, reason="Which parts of a lesson somebody watched, and when.")
classify(models.CourseCompletion, kind=PersonalData.LEARNING, reason="Which courses somebody has finished, and when.")
classify(models.Enrolment, kind=PersonalData.LEARNING, reason="Who takes part in which course, since when, and with whom.")
classify(models.Cohort, kind=PersonalData.LEARNING, reason="A group of learners has a teacher; who is in it, enrolments say.")
classify(models.Invitation, kind=PersonalData.ACCOUNT, reason="Who was asked to choose a password, and whether that went out.")
classify(
    models.Reminder, models.ReminderOptOut,
    kind=PersonalData.LEARNING, reason="Who was reminded of which lesson, and who wants no reminders.",
)  # fmt: skip
classify(models.DueDate, kind=PersonalData.NONE, reason="A date for a group.")
classify(
    models.Attendance, models.SessionNotice,
    kind=PersonalData.LEARNING, reason="Who was at which live session, who noted it, and who was told of what.",
)  # fmt: skip
classify(models.CalendarFeed, kind=PersonalData.ACCOUNT, reason="The secret address of somebody's own calendar.")
classify(models.LiveSession, kind=PersonalData.NONE, reason="When a lesson is held, where, and the link for those in it.")
classify(models.QuizAttempt, models.AttemptAnswer, kind=PersonalData.LEARNING, reason="What somebody answered, and how well.")
classify(
    models.CataloguePage, models.CoursePage, models.LessonPage, models.ModulePage,
    kind=PersonalData.NONE, reason="Published texts; people are named through their records.",
)  # fmt: skip
classify(
    models.Question, models.QuestionOption, models.QuestionOptionText, models.QuestionTag, models.QuestionText,
    models.QuestionVersion, models.Quiz, models.QuizItem,
    kind=PersonalData.NONE, reason="Questions as editors write them.",
)  # fmt: skip
classify(models.Certificate, kind=PersonalData.LEARNING, reason="A course and who finished it; the name goes with its holder.")
classify(
    models.CertificateTemplate, models.CertificateTemplateText, models.SigningKey,
    kind=PersonalData.NONE, reason="Words, marks and keys of the issuer; who signs does so in public.",
)  # fmt: skip
