"""What is kept beside a plan, uncertainty tables, risk registers and earlier plans, says what futures are drawn by."""
