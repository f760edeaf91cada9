"""Names by which a header, or a property of a file, is known to have a secret."""

CREDENTIAL = r"(?i:authorization|cookie|secret|token|api[-_]?key|signature|password|credential)"
