"""From atoms to expressions: what is written, whatever it may mean in its place.

The atoms are walked once from left to right (``parser``). At each, the one rule is tried that an
atom of that kind can start; a rule looks at the few atoms after it and never goes back behind its
start, so that the whole is linear.
"""

from summit_extract.dates.grammar.parser import Parsed, parse

__all__ = ["Parsed", "parse"]
