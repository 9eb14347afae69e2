from django.urls import path

from .feeds import PracticeFeed
from .views import adoptions

app_name = "practices"
urlpatterns = [
    path("feeds/practices.atom", PracticeFeed(), name="feed"),
    path("adoptions/", adoptions.TransferMapView.as_view(), name="transfer"),
    path("adoptions/declare/<uuid:practice>/", adoptions.DeclareView.as_view(), name="declare"),
    path("adoptions/<uuid:key>/", adoptions.AdoptionView.as_view(), name="adoption"),
]
