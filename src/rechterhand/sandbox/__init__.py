"""A worker process with limits, in which untrusted files are read and the Java machine lives.

``Worker`` starts one and keeps it warm; ``shared()`` gives the one of this process, ``warm()`` starts it without waiting. Work is named by
operation: an entry of ``sandbox/operations.py``, or ``run("package.module:function", …)`` for a function of this package that needs no Java.
"""

from rechterhand.sandbox.process import Limits, Worker, shared, warm

__all__ = ["Limits", "Worker", "shared", "warm"]
