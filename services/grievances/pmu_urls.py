from django.urls import path

from services.grievances import pmu

urlpatterns = [
    path("", pmu.grievances, name="pmu-grievances"),
    path("<slug:number>/", pmu.grievance, name="pmu-grievances-one"),
    path("<slug:number>/<slug:act>/", pmu.act, name="pmu-grievances-act"),
]
