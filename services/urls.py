"""Index of the rooms' routes."""

from django.urls import include, path

from services.office.unserved import unserved

urlpatterns = [
    path("", include("services.catalogue.urls")),
    path("", include("services.requests.urls")),
    path("", include("services.appeals.urls")),
    path("", include("services.eligibility.urls")),
    path("", include("services.feedback.urls")),
    path("desk/", include("services.desk.urls")),
    path("my/", include("services.my.urls")),
    path("office/appeals/", include("services.office.appeal_urls")),
    path("office/", include("services.office.urls")),
    path("pmu/unserved/", unserved, name="unserved"),
    path("grievances/", include("services.grievances.urls")),
    path("pmu/grievances/", include("services.grievances.pmu_urls")),
    path("pmu/services/", include("services.authoring.urls")),
]
