"""Names: who and what an article names, who holds which office, whom 他 and 兩人 mean."""
