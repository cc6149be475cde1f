from django.urls import URLPattern, path

from services.desk import views

urlpatterns: list[URLPattern] = [path("", views.desk, name="desk")]
