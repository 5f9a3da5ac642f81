"""Hand-labelled gold, and what the program finds measured against it."""
