"""What a browser keeps for when the line is gone: a stylesheet and one page, nothing of a person.

Switched off by BSK_OFFLINE_PAGE=off: browsers that have the worker are then sent one that ends it.
"""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

SHEET = "styles/public.css"


def offline(request: HttpRequest) -> dict[str, bool]:
    """For templates: whether this page brings the worker. Staff's never do: counters are shared."""
    staff = settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith(
        settings.STAFF_PATHS
    )
    return {"keeps_offline_page": settings.OFFLINE_PAGE and not staff}


def page() -> str:
    return render_to_string("offline/page.html", {"sheet": static(SHEET)})


@cache_control(private=True, no_cache=True)
def offline_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(page())


@cache_control(private=True, no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Stands at the root, since a worker minds only what is below its own address."""
    name = "offline/worker.js" if settings.OFFLINE_PAGE else "offline/end.js"
    return render(
        request,
        name,
        {
            "version": sha256(page().encode()).hexdigest()[:12],
            "sheet": static(SHEET),
            "staff_paths": settings.STAFF_PATHS,
        },
        content_type="text/javascript",
    )
