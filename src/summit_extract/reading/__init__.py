"""Files, folders and rows → articles: encodings, compression, HTML, the day of publication."""
