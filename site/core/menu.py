"""Items of the admin's menus."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.menu import MenuItem


class ReportItem(MenuItem):
    """An item of the admin's menu of reports, for those who have `permission`."""

    def __init__(self, label: Promise, address: str, *, permission: str, icon: str, order: int) -> None:
        super().__init__(label, reverse(address), name=address.partition(":")[2], icon_name=icon, order=order)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)
