from django.urls import URLPattern, path

from services.office import grievances, handling, home
from services.office.acts import ACTS

urlpatterns: list[URLPattern] = [
    path("", home.office, name="office"),
    path("find/", home.find, name="office-find"),
    path("requests/<slug:number>/", handling.show, name="office-request"),
    path("requests/<slug:number>/taking/", handling.taking, name="office-taking"),
    path(
        "requests/<slug:number>/papers-received/",
        handling.papers_received,
        name="office-papers-received",
    ),
    *(
        path(f"requests/<slug:number>/{name}/", handling.act, {"name": name}, f"office-{name}")
        for name in ACTS
    ),
    path("grievances/", grievances.grievances, name="office-grievances"),
    path("grievances/<slug:number>/", grievances.grievance, name="office-grievances-one"),
    path("grievances/<slug:number>/<slug:act>/", grievances.act, name="office-grievances-act"),
]
