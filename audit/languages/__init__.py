"""Text as people type and read it, in any of the portal's languages; holds no model."""
