from django.urls import path

from services.requests.acknowledgement import acknowledgement
from services.requests.apply import apply_page
from services.requests.beginning import apply
from services.requests.check import check
from services.requests.documents.serving import document
from services.requests.papers.views import papers
from services.requests.resume import resume
from services.requests.track import track

urlpatterns = [
    path("services/<slug:slug>/apply/", apply, name="apply"),
    path("services/<slug:slug>/apply/check/", check, name="apply-check"),
    path("services/<slug:slug>/apply/<slug:page>/", apply_page, name="apply-page"),
    path("acknowledgements/<slug:number>/", acknowledgement, name="acknowledgement"),
    path("acknowledgements/<slug:number>/papers/", papers, name="papers"),
    path("documents/<uuid:number>/", document, name="document"),
    path("resume/", resume, name="resume"),
    path("track/", track, name="track"),
    path("track/<slug:acknowledgement>/", track, name="track-request"),
]
