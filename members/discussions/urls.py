from django.urls import path

from .views import about, files, keeping, news, running, spaces, threads, watch

app_name = "discussions"
urlpatterns = [
    path("discussions/", spaces.SpaceListView.as_view(), name="spaces"),
    path("discussions/new/", running.SpaceStartView.as_view(), name="space-start"),
    path("discussions/emergency/", keeping.EmergencyView.as_view(), name="emergency"),
    path("discussions/about/<slug:kind>/<str:key>/", about.AboutView.as_view(), name="about"),
    path("discussions/<uuid:key>/", spaces.SpaceView.as_view(), name="space"),
    path("discussions/<uuid:key>/new/", spaces.ThreadStartView.as_view(), name="thread-start"),
    path("discussions/<uuid:key>/names/", threads.NamesView.as_view(), name="names"),
    path("discussions/<uuid:key>/watch/", watch.WatchView.as_view(), name="watch"),
    path("discussions/<uuid:key>/settings/", running.SettingsView.as_view(), name="settings"),
    path("discussions/<uuid:key>/people/", running.PeopleView.as_view(), name="people"),
    path("discussions/threads/<uuid:key>/keep/", keeping.KeepView.as_view(), name="keep"),
    path("discussions/threads/<uuid:key>/news/", news.NewsView.as_view(), name="news"),
    path("discussions/asked/", keeping.AskedView.as_view(), name="asked"),
    path("discussions/threads/<uuid:key>/", threads.ThreadView.as_view(), name="thread"),
    path("discussions/posts/<uuid:key>/", threads.PostView.as_view(), name="post"),
    path("discussions/posts/<uuid:key>/edit/", threads.PostEditView.as_view(), name="post-edit"),
    path("discussions/posts/<uuid:key>/versions/", keeping.VersionsView.as_view(), name="versions"),
    path("discussions/files/<uuid:key>/", files.FileView.as_view(), name="file"),
    path("discussions/posts/<uuid:key>/report/", threads.ReportView.as_view(), name="report"),
]
