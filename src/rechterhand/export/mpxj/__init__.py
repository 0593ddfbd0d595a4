"""Writing through MPXJ: a plan is fitted to the other tool's terms, then told to the worker as a plain document."""
