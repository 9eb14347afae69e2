from django.urls import path

from .views import account, directory, factors, joining, manage

app_name = "people"
urlpatterns = [
    path("join/", joining.JoinView.as_view(), name="join"),
    path("join/asked/", joining.JoinAskedView.as_view(), name="join-asked"),
    path("join/<str:token>/", joining.AcceptView.as_view(), name="accept"),
    path("members/", directory.DirectoryView.as_view(), name="directory"),
    path("members/manage/", manage.ManageView.as_view(), name="manage"),
    path("members/manage/invite/", manage.InviteView.as_view(), name="invite"),
    path("members/manage/invitations/<uuid:key>/", manage.InvitationRevokeView.as_view(), name="revoke"),
    path("members/manage/requests/<uuid:key>/", manage.RequestView.as_view(), name="request"),
    path("members/manage/members/", manage.MemberListView.as_view(), name="member-list"),
    path("members/manage/members/<uuid:key>/", manage.MemberView.as_view(), name="member"),
    path("members/manage/members/<uuid:key>/lost-factor/", factors.LostFactorView.as_view(), name="lost-factor"),
    path("members/manage/lost-factors/", factors.LostFactorsView.as_view(), name="lost-factors"),
    path("account/lost-factor/<str:token>/", factors.ObjectView.as_view(), name="lost-factor-stop"),
    path("members/<uuid:key>/", directory.ProfileView.as_view(), name="profile"),
    path("members/<uuid:key>/contact/", directory.ContactView.as_view(), name="contact"),
    path("account/", account.AccountView.as_view(), name="account"),
    path("account/profile/", account.ProfileEditView.as_view(), name="profile-edit"),
    path("account/profile/seen/", account.SeenView.as_view(), name="seen"),
    path("account/follow/<str:kind>/<str:target>/", account.FollowView.as_view(), name="follow"),
    path("account/data/", account.ExportView.as_view(), name="export"),
    path("account/data/<uuid:key>.zip", account.ExportFileView.as_view(), name="export-file"),
    path("account/leave/", account.LeaveView.as_view(), name="leave"),
    path("account/left/", account.LeftView.as_view(), name="left"),
    path("account/confirm/<str:token>/", account.ConfirmView.as_view(), name="confirm"),
]
