from django.urls import URLPattern, path

from services.desk import appeals, drafting, grievances, handling, home, people, sending

urlpatterns: list[URLPattern] = [
    path("", home.desk, name="desk"),
    path("find/", home.find, name="desk-find"),
    path("ending/", home.ending, name="desk-ending"),
    path("grievances/", grievances.choose, name="desk-grievances"),
    path("grievances/<slug:about>/", grievances.lodge, name="desk-grievance"),
    path("grievances/lodged/<slug:number>/", grievances.lodged, name="desk-grievance-lodged"),
    path("information-form/", people.information_form, name="desk-information-form"),
    path("people/<slug:reference>/", people.person, name="desk-person"),
    path("drafts/", drafting.begin, name="desk-drafts"),
    path("drafts/<uuid:draft_id>/", drafting.draft, name="desk-draft"),
    path("drafts/<uuid:draft_id>/check/", sending.check, name="desk-check"),
    path("drafts/<uuid:draft_id>/discarding/", drafting.discarding, name="desk-discarding"),
    path("requests/", home.requests, name="desk-requests"),
    path("requests/<slug:number>/", handling.show, name="desk-request"),
    path("requests/<slug:number>/forwarding/", handling.forwarding, name="desk-forwarding"),
    path("requests/<slug:number>/delivery/", handling.delivery, name="desk-delivery"),
    path("requests/<slug:number>/appeal/", appeals.appeal, name="desk-appeal"),
    path("requests/<slug:number>/asking-papers/", handling.asking, name="desk-asking-papers"),
    path(
        "requests/<slug:number>/papers-received/",
        handling.papers_received,
        name="desk-papers-received",
    ),
    path("requests/<slug:number>/rejection/", handling.rejection, name="desk-rejection"),
]
