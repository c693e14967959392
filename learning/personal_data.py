from core.registries.personal_data import PersonalData, classify
from learning import models

classify(models.LessonProgress, kind=PersonalData.LEARNING, reason="Which parts of a lesson somebody watched, and when.")
classify(models.CourseCompletion, kind=PersonalData.LEARNING, reason="Which courses somebody has finished, and when.")
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
