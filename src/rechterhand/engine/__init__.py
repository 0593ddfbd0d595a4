"""Numbers: arrays in, arrays out. One folder a subject."""

from rechterhand import kernels

kernels.settle()
