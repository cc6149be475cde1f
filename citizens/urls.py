"""Index of the rooms' routes."""

from django.urls import include, path

urlpatterns = [
    path("", include("citizens.people.urls")),
    path("", include("citizens.enquiries.urls")),
    path("", include("citizens.notices.urls")),
]
