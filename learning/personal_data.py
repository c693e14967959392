from core.registries.personal_data import PersonalData, classify, register_files
from learning import models
from learning.own_files import notes_file, work_files

register_files(notes_file)
register_files(work_files)

classify(models.LessonProgress, kind=PersonalData.LEARNING, reason="Which parts of a lesson somebody watched, and when.")
classify(models.CourseCompletion, kind=PersonalData.LEARNING, reason="Which courses somebody has finished, and when.")
classify(models.CourseProgress, kind=PersonalData.LEARNING, reason="How far somebody is in a course, counted.")
classify(models.Retention, kind=PersonalData.NONE, reason="How many have watched which part of a film.")
classify(models.Enrolment, kind=PersonalData.LEARNING, reason="Who takes part in which course, since when, and with whom.")
classify(models.Cohort, kind=PersonalData.LEARNING, reason="A group of learners has a teacher; who is in it, enrolments say.")
classify(models.Invitation, kind=PersonalData.ACCOUNT, reason="Who was asked to choose a password, and whether that went out.")
classify(models.Reminder, kind=PersonalData.LEARNING, reason="Who was reminded of which lesson.")
classify(models.LetterOptOut, kind=PersonalData.LEARNING, reason="Who wants no letters about what.")
classify(models.DueDate, kind=PersonalData.NONE, reason="A date for a group.")
classify(
    models.QuizAttempt, models.AttemptAnswer,
    kind=PersonalData.LEARNING, reason="What somebody answered, and how well.", withheld=["shown", "shown_matches", "version"],
)  # fmt: skip
classify(
    models.Note, models.Bookmark,
    kind=PersonalData.LEARNING, reason="What somebody wrote down and kept for themselves; it goes with the account.",
)  # fmt: skip
classify(
    models.Writing, models.Submission, models.SubmissionRevision,
    kind=PersonalData.RESTRICTED, reason="What learners write and hand in; it goes with the account.",
)  # fmt: skip
classify(
    models.WorkFile, kind=PersonalData.RESTRICTED, owner="user", reason="Files of learners; they go with the account."
)  # fmt: skip
classify(
    models.Feedback,
    kind=PersonalData.RESTRICTED, owner="submission__user", reason="What was said about somebody's work, and by them.",
)  # fmt: skip
classify(models.WorkLetter, kind=PersonalData.LEARNING, reason="Who was told of which work.")
classify(
    models.Attendance, kind=PersonalData.LEARNING, owner="user", reason="Who was at which live session, and who noted it."
)  # fmt: skip
classify(models.SessionNotice, kind=PersonalData.LEARNING, reason="Who was told what of which live session.")
classify(
    models.CalendarFeed,
    kind=PersonalData.ACCOUNT, reason="The secret address of somebody's own calendar.", withheld=["token"],
)  # fmt: skip
classify(models.LiveSession, kind=PersonalData.NONE, reason="When a lesson is held, where, and the link for those in it.")
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
