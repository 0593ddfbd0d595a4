"""Which activity of one version of a plan is which of another, and how sure that is."""

from rechterhand.lineage.match import match
from rechterhand.lineage.pair import Basis, Certainty, Lineage, Pair, Split

__all__ = ["Basis", "Certainty", "Lineage", "Pair", "Split", "match"]
