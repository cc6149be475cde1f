from django.urls import URLPattern, path

from services.office import grievances, home

urlpatterns: list[URLPattern] = [
    path("", home.office, name="office"),
    path("grievances/", grievances.grievances, name="office-grievances"),
    path("grievances/<slug:number>/", grievances.grievance, name="office-grievances-one"),
    path("grievances/<slug:number>/<slug:act>/", grievances.act, name="office-grievances-act"),
]
