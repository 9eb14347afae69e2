"""People in the CMS: one list for member managers."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from members.accounts.permissions import can_manage_members

from .views.manage import MemberListInCmsView


@hooks.register("register_admin_urls")
def member_list_url() -> list:
    return [path("members/", MemberListInCmsView.as_view(), name="members_in_cms")]


class MembersMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can_manage_members(request.user)


@hooks.register("register_admin_menu_item")
def members_menu_item() -> MenuItem:
    return MembersMenuItem(_("Members"), reverse("members_in_cms"), icon_name="group", order=280)
