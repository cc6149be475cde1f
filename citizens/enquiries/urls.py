from django.urls import path

from citizens.enquiries import asking, handling, own, queue

urlpatterns = [
    path("contact/", asking.contact, name="contact"),
    path("contact/mistake/", asking.mistake, name="mistake"),
    path("contact/<slug:number>/", own.sent, name="enquiry-sent"),
    path("pmu/enquiries/", queue.queue, name="enquiries"),
    path("pmu/enquiries/<slug:number>/", handling.show, name="enquiry"),
    path("pmu/enquiries/<slug:number>/closing/", handling.closing, name="enquiry-closing"),
    path("pmu/enquiries/<slug:number>/listing/", handling.listing, name="enquiry-listing"),
    path("pmu/enquiries/<slug:number>/reopening/", handling.reopening, name="enquiry-reopening"),
    path("pmu/enquiries/<slug:number>/reply/", handling.reply, name="enquiry-reply"),
    path("pmu/enquiries/<slug:number>/taking/", handling.taking, name="enquiry-taking"),
]
