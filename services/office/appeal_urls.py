from django.urls import path

from services.office import appeals

urlpatterns = [
    path("", appeals.appeals, name="office-appeals"),
    path("<slug:number>/", appeals.appeal, name="office-appeal"),
]
