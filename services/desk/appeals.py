"""An appeal that an operator lodges for the citizen in front of her; Form 2 is printed after it."""

from django.http import HttpRequest, HttpResponse

from audit.centres.models import Operator
from services.appeals.filling import fill_in
from services.appeals.views import address_of
from services.desk import rows
from services.desk.guard import desk_view


@desk_view
def appeal(request: HttpRequest, operator: Operator, number: str) -> HttpResponse:
    found = rows.request_of(operator, number)
    return fill_in(
        request,
        found,
        template="services/desk/appeal.html",
        then=address_of,
        by=operator.actor,
    )
