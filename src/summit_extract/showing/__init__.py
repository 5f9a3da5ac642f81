"""Articles and results shown to a person: in a terminal, in a notebook."""
