from django.urls import path

from citizens.notices import delivery, letter_pages, outbox

urlpatterns = [
    path("gateway/reports/<str:token>/", delivery.report, name="gateway-reports"),
    path("pmu/letters/", letter_pages.letters, name="letters"),
    path("pmu/letters/printing/", letter_pages.marking, name="letters-printing"),
    path("pmu/outbox/", outbox.outbox, name="outbox"),
    path("pmu/outbox/resending/", outbox.resending, name="outbox-resending"),
]
