"""Documents that lie in the store, with drafts and requests they go with."""

from hashlib import sha256
from typing import Any

from services.models import Document, Draft
from services.requests.documents import store
from tests import document_files as files
from tests.errand_fixtures import QUESTIONS, question

PROOF = question(
    "proof", "document", least=1, most=3, documents={"kinds": ["jpeg", "pdf"], "mb": 2}
)
PICTURE = question("picture", "document", required=False, most=1, documents={"kinds": ["jpeg"]})


def with_documents(service: Any) -> Any:
    """The service, which from now on asks for documents on its second page of questions."""
    from services.catalogue.versions import publish
    from tests.errand_fixtures import pages_of

    publish(service, pages_of([QUESTIONS[0], [*QUESTIONS[1], PROOF, PICTURE]]))
    return service


def make_service_with_documents() -> Any:
    """One that asks for nothing else; made once."""
    from services.catalogue.versions import publish
    from services.models import Service
    from tests.catalogue_rows import make_department, make_service
    from tests.errand_fixtures import pages_of

    found = Service.objects.filter(slug="papers").first()
    if found is None:
        found = make_service(make_department("papers"), "papers", "কাগজপত্র", "Papers")
        publish(found, pages_of([[PROOF, PICTURE]]))
    return found


def make_document(owner: Any, *, content: bytes = b"", **fields: Any) -> Document:
    """Of a draft or a request, with its file."""
    content = content or files.photograph()
    made = Document(
        **{"draft" if isinstance(owner, Draft) else "request": owner},
        **{
            "question": "proof",
            "kind": "jpeg",
            "size": len(content),
            "digest": sha256(content).hexdigest(),
            "state": "clean",
            **fields,
        },
    )
    store.write(made.file, content)
    made.save(force_insert=True)
    return made


def make_draft(service: Any, *, browser: str = "b" * 64) -> Draft:
    return Draft.objects.create(service=service, version=service.current_version, browser=browser)


def files_there() -> list[str]:
    return sorted(path.name for path in store.folder().rglob("*") if path.is_file())
