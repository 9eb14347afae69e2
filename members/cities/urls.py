from django.urls import path

from . import views

app_name = "cities"
urlpatterns = [
    path("city-profile/<str:country>/<str:slug>/", views.CityProfileView.as_view(), name="profile"),
    path("city-profile/<str:country>/<str:slug>/confirm/", views.CityConfirmView.as_view(), name="confirm"),
]
