from django.urls import path

from . import views

app_name = "resources"
urlpatterns = [
    path("resources/", views.ResourceIndexView.as_view(), name="index"),
    path("resources/export.<str:extension>", views.export, name="export"),
    path("resources/<str:slug>/", views.ResourceView.as_view(), name="resource"),
    path("feeds/resources.atom", views.ResourceFeed(), name="feed"),
]
