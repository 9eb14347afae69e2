from django.urls import path

from . import exports, views

app_name = "search"
urlpatterns = [
    path("search/", views.SearchResultsView.as_view(), name="results"),
    path("search/follow/", views.FollowSearchView.as_view(), name="follow"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("search/results.atom", exports.ResultFeed(), name="feed"),
    path("search/results.csv", exports.table, name="table"),
    path("search/results.<str:extension>", exports.bibliography, name="bibliography"),
]
