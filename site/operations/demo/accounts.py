"""The demo accounts: one for each kind of user, all with the same password that everybody knows."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import User
from operations.demo.content import read
from operations.demo.ids import demo_id

PASSWORD = "open-atelier-demo"  # noqa: S105  # printed on purpose; such accounts exist only with DEBUG
DOMAIN = "example.org"
ROLES = {  # name before the @: first name and last name
    "admin": ("Ada", "Admin"),
    "editor": ("Eduard", "Editor"),
    "coordinator": ("Corina", "Coordinator"),
    "mentor": ("Mette", "Mentor"),
    "mentee": ("Milan", "Mentee"),
    "learner": ("Lena", "Learner"),
    "partner": ("Petra", "Partner"),
}
EDITORS, COORDINATORS = "Demo editors", "Demo coordinators"
_WAGTAIL_GROUPS = ("Editors", "Moderators")
_OF_COURSES = ("question", "quiz")
_OF_SEARCH = ["promotedresult", "queryday", "synonymgroup"]
_OF_LEARNERS = ("certificate", "certificatetemplate", "cohort", "courseprogress", "enrolment", "livesession")
_RECORDS = ("term", "organisation", "person", "funderkit", "consent", "tag")


def addresses() -> list[str]:
    """Return the addresses with which one can log in."""
    return [f"{role}@{DOMAIN}" for role in ROLES]


def account_ids() -> list[UUID]:
    """Return the public ids of everybody in the demo."""
    return [demo_id("account", key) for key in (*ROLES, *read("learners"))]


@transaction.atomic
def put_accounts() -> int:
    """Make the accounts that are missing; return how many."""
    missing = [role for role in ROLES if not is_taken(role)]
    hashed = make_password(PASSWORD) if missing else ""  # once: everybody knows it anyway, and it is slow on purpose
    for role in missing:
        user = put_account(role, ROLES[role], hashed, is_admin=role == "admin")
        if role == "editor":
            user.groups.set([*Group.objects.filter(name__in=_WAGTAIL_GROUPS), _editors()])
        if role == "coordinator":
            user.groups.set([_coordinators()])
    return len(missing)


def is_taken(key: str) -> bool:
    """Whether somebody has this address already, of the demo or not."""
    return User.objects.filter(email__iexact=f"{key}@{DOMAIN}").exists()


def put_account(key: str, name: tuple[str, str], hashed: str, *, is_admin: bool = False) -> User:
    user = User(
        email=f"{key}@{DOMAIN}",
        password=hashed,
        first_name=name[0],
        last_name=name[1],
        is_staff=is_admin,
        is_superuser=is_admin,
        public_id=demo_id("account", key),
    )
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _editors() -> Group:
    """Rights that Wagtail's own groups lack: videos, the records of core, what stands above the search and what it counts."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    records = Q(content_type__app_label="core", content_type__model__in=_RECORDS)
    texts = Q(content_type__app_label="home", content_type__model="sitetexts")
    quizzes = Q(content_type__app_label="learning", content_type__model__in=_OF_COURSES)
    search = Q(content_type__app_label="search", content_type__model__in=_OF_SEARCH)
    group.permissions.set(Permission.objects.filter(records | texts | quizzes | search))
    videos = Permission.objects.filter(content_type__app_label="media_pipeline", content_type__model="video")
    root = Collection.get_first_root_node()
    for permission in videos:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def _coordinators() -> Group:
    """Who leads cohorts, and gives certificates; pages and films are the editors'."""
    group, _made = Group.objects.get_or_create(name=COORDINATORS)
    learners = Q(content_type__app_label="learning", content_type__model__in=_OF_LEARNERS)
    group.permissions.set(Permission.objects.filter(learners | Q(codename__in=["access_admin", "review_submission"])))
    return group
