"""Tables that are kept beside a plan: uncertainty tables and risk registers become what futures are drawn by."""
