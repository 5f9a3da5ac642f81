"""Corrections by a reader: how often the program was right, and later runs that keep to them."""
