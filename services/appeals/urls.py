from django.urls import path

from services.appeals import views

OF_REQUEST = "acknowledgements/<slug:number>/"

urlpatterns = [
    path(OF_REQUEST + "appeal/", views.appeal, name="appeal"),
    path(OF_REQUEST + "appeals/<slug:appeal_number>/", views.lodged, name="appeal-lodged"),
    path(OF_REQUEST + "appeals/<slug:appeal_number>/form-2/", views.form_two, name="appeal-form"),
]
