from django.urls import path

from .feeds import PracticeFeed
from .views import adoptions, attaching, bringing, coauthors, desk, protection, renewal, reviews, share, work

app_name = "practices"
urlpatterns = [
    path("feeds/practices.atom", PracticeFeed(), name="feed"),
    path("how-vetting-works/", reviews.HowVettingWorksView.as_view(), name="how-vetting-works"),
    path("share/", share.ShareView.as_view(), name="share"),
    path("share/from-text/", bringing.BringView.as_view(), name="bring"),
    path("work/", work.MyWorkView.as_view(), name="my-work"),
    path("work/change/<int:pk>/", work.ChangeView.as_view(), name="change"),
    path("work/<uuid:key>/", work.WorkView.as_view(), name="work"),
    path("work/<uuid:key>/check/", share.CheckView.as_view(), name="check"),
    path("work/<uuid:key>/brought/", bringing.BroughtView.as_view(), name="brought"),
    path("work/<uuid:key>/files/", attaching.FilesView.as_view(), name="files"),
    path("files/<uuid:key>/", attaching.FileView.as_view(), name="file"),
    path("work/<uuid:key>/co-authors/", coauthors.CoAuthorsView.as_view(), name="co-authors"),
    path("work/<uuid:key>/<slug:step>/", share.WriteView.as_view(), name="write"),
    path("reviews/", reviews.MyReviewsView.as_view(), name="reviews"),
    path("reviews/<uuid:key>/", reviews.ReviewView.as_view(), name="review"),
    path("desk/", desk.QueueView.as_view(), name="desk"),
    path("desk/s/<uuid:key>/", desk.DeskSubmissionView.as_view(), name="desk-one"),
    path("desk/hidden/", protection.HiddenListView.as_view(), name="hidden"),
    path("desk/hidden/<uuid:key>/", protection.HidingView.as_view(), name="hiding"),
    path("desk/redact/<uuid:key>/", protection.RedactView.as_view(), name="redact"),
    path("concern/<uuid:practice>/", protection.ConcernView.as_view(), name="concern"),
    path("concern/<uuid:practice>/hide/", protection.HideNowView.as_view(), name="hide-now"),
    path("desk/archive/", renewal.ArchiveView.as_view(), name="archive"),
    path("needs-an-owner/", renewal.NeedsOwnerView.as_view(), name="needs-owner"),
    path("renew/<str:token>/", renewal.RenewView.as_view(), name="renew"),
    path("desk/<slug:queue>/", desk.QueueView.as_view(), name="desk-queue"),
    path("adoptions/", adoptions.TransferMapView.as_view(), name="transfer"),
    path("adoptions/declare/<uuid:practice>/", adoptions.DeclareView.as_view(), name="declare"),
    path("adoptions/<uuid:key>/", adoptions.AdoptionView.as_view(), name="adoption"),
]
