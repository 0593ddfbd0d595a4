"""Instances of the scheduling literature: PSPLIB's own form and Patterson's."""
