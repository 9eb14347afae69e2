from django.urls import path

from .views import spaces, threads, watch

app_name = "discussions"
urlpatterns = [
    path("discussions/", spaces.SpaceListView.as_view(), name="spaces"),
    path("discussions/<uuid:key>/", spaces.SpaceView.as_view(), name="space"),
    path("discussions/<uuid:key>/new/", spaces.ThreadStartView.as_view(), name="thread-start"),
    path("discussions/<uuid:key>/names/", threads.NamesView.as_view(), name="names"),
    path("discussions/<uuid:key>/watch/", watch.WatchView.as_view(), name="watch"),
    path("discussions/threads/<uuid:key>/", threads.ThreadView.as_view(), name="thread"),
    path("discussions/posts/<uuid:key>/", threads.PostView.as_view(), name="post"),
    path("discussions/posts/<uuid:key>/edit/", threads.PostEditView.as_view(), name="post-edit"),
    path("discussions/posts/<uuid:key>/report/", threads.ReportView.as_view(), name="report"),
]
