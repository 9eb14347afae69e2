from django.urls import path

from .views import asking, notes, routing

app_name = "asking"
urlpatterns = [
    path("ask/", asking.AskView.as_view(), name="ask"),
    path("ask/mine/", asking.MineView.as_view(), name="mine"),
    path("ask/queue/", routing.QueueView.as_view(), name="queue"),
    path("ask/words/<uuid:key>/", notes.WordsView.as_view(), name="words"),
    path("ask/<uuid:key>/", asking.QuestionView.as_view(), name="question"),
    path("ask/<uuid:key>/pass-on/", routing.RouteView.as_view(), name="route"),
    path("ask/<uuid:key>/note/", notes.NoteWriteView.as_view(), name="note-write"),
    path("what-helped/", notes.NoteListView.as_view(), name="notes"),
    path("what-helped/<uuid:key>/", notes.NoteView.as_view(), name="note"),
]
