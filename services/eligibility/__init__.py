"""Finding out who can have what: asked before applying, answered on the page, kept nowhere."""
