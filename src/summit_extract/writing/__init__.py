"""Rows → files: CSV, JSON Lines, Parquet, and what describes them."""
