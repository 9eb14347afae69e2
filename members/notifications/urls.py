from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("notices/", views.NoticesView.as_view(), name="list"),
    path("notices/count/", views.CountView.as_view(), name="count"),
    path("notices/settings/", views.SettingsView.as_view(), name="settings"),
    path("notices/stop/<uuid:key>/", views.StopView.as_view(), name="stop"),
    path("notices/<uuid:key>/", views.OpenView.as_view(), name="open"),
]
