from django.http import HttpRequest, HttpResponse


def sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def sign_out(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
