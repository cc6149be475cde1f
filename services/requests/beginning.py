"""The start of an application: what will be asked, what could be filled in; reading makes no row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from citizens.people.browser import Browser
from citizens.people.citizens_only import citizens_only
from citizens.people.models import Citizen
from citizens.people.registration import person_of
from services.requests import drafts, look_at
from services.requests.apply import next_page
from services.requests.models import Draft
from services.requests.opening import draft_of, offered_version
from services.requests.pages import pages_of
from services.requests.reuse import earlier_answers


@citizens_only
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """What will be asked; begins or goes on only when a button is pressed."""
    draft = draft_of(request, slug)
    if request.method == "POST":
        return begin(request, slug, draft)
    version = draft.version if draft else offered_version(slug)
    every = pages_of(version)
    asked = [page for page in every if page.is_asked(draft.answers if draft else {})]
    browser = Browser.of(request)
    context = {
        "service": draft.service if draft else version.service,
        "pages": asked,
        "may_ask_more": len(asked) < len(every),
        "draft": draft,
        "looks": look_at.all_of(draft) if draft else None,
        "own_form": own_form(browser),
        "reused": look_at.of(earlier_answers(version, browser=browser.digest)) if browser else None,
    }
    return render(request, "services/requests/apply.html", context)


def begin(request: HttpRequest, slug: str, draft: Draft | None) -> HttpResponse:
    """Goes on with the draft, unless asked to begin anew: empty, or from what this browser told."""
    browser = Browser.of_or_new(request)
    how = request.POST.get("how")
    if draft is None or how in {"anew", "own-form"}:
        version = offered_version(slug)
        own = how == "own-form"
        citizen = own_form(browser) if own else None
        draft = drafts.start(
            version,
            browser=browser.digest,
            person=person_of(citizen) if citizen else {},
            offered=earlier_answers(version, browser=browser.digest) if own else [],
            anew=draft is not None,
        )
    response = redirect(next_page(draft))
    browser.keep(response)
    return response


def own_form(browser: Browser | None) -> Citizen | None:
    """The last information form that this very browser sent, which it may use again."""
    if browser is None:
        return None
    return Citizen.objects.filter(browser=browser.digest).order_by("-created_at").first()
