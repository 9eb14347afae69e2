from django.urls import path

from . import views

app_name = "themes"
urlpatterns = [
    path("themes/", views.ThemeIndexView.as_view(), name="index"),
    path("themes/<str:slug>/", views.ThemeView.as_view(), name="theme"),
]
