from django.urls import path

from services.grievances import lodge, own_page

urlpatterns = [
    path("", lodge.grievances, name="grievances"),
    path("new/", lodge.choose, name="grievance-new"),
    path("new/<slug:about>/", lodge.lodge, name="grievance-lodge"),
    path("track/", own_page.track, name="grievance-track"),
    path("track/<slug:number>/", own_page.track, name="grievance-track-number"),
    path("<slug:number>/", own_page.grievance, name="grievance"),
    path("<slug:number>/appeal/", own_page.appeal, name="grievance-appeal"),
    path("<slug:number>/rating/", own_page.rating, name="grievance-rating"),
    path("<slug:number>/reopening/", own_page.reopening, name="grievance-reopening"),
]
