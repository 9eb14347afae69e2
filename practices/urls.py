from django.urls import path

from .feeds import PracticeFeed
from .views import adoptions, desk, indicators, reviews, share, work

app_name = "practices"
urlpatterns = [
    path("feeds/practices.atom", PracticeFeed(), name="feed"),
    path("how-vetting-works/", reviews.HowVettingWorksView.as_view(), name="how-vetting-works"),
    path("share/", share.ShareView.as_view(), name="share"),
    path("work/", work.MyWorkView.as_view(), name="my-work"),
    path("work/change/<int:pk>/", work.ChangeView.as_view(), name="change"),
    path("work/<uuid:key>/", work.WorkView.as_view(), name="work"),
    path("work/<uuid:key>/check/", share.CheckView.as_view(), name="check"),
    path("work/<uuid:key>/<slug:step>/", share.WriteView.as_view(), name="write"),
    path("reviews/", reviews.MyReviewsView.as_view(), name="reviews"),
    path("reviews/<uuid:key>/", reviews.ReviewView.as_view(), name="review"),
    path("desk/", desk.QueueView.as_view(), name="desk"),
    path("desk/s/<uuid:key>/", desk.DeskSubmissionView.as_view(), name="desk-one"),
    path("desk/<slug:queue>/", desk.QueueView.as_view(), name="desk-queue"),
    path("indicators/", indicators.index, name="indicators"),
    path("indicators/<slug:slug>.csv", indicators.table, name="indicator-table"),
    path("indicators/<slug:slug>/", indicators.one, name="indicator"),
    path("adoptions/", adoptions.TransferMapView.as_view(), name="transfer"),
    path("adoptions/declare/<uuid:practice>/", adoptions.DeclareView.as_view(), name="declare"),
    path("adoptions/<uuid:key>/", adoptions.AdoptionView.as_view(), name="adoption"),
]
