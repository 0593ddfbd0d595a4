"""A worker process with limits, in which untrusted files are read and the Java machine lives.

``Worker`` starts one and keeps it warm; ``shared()`` gives this process's own, ``warm()`` starts it without waiting.
``worker.call("read_project", path=…)`` does an operation of ``operations.py`` with Java;
``worker.run("rechterhand.package.module:function", path=…, …)`` calls a function of this package there, without
Java. Its arguments and result are plain (numbers, texts, bytes, lists, mappings); it may raise the errors of
``rechterhand.errors``.

An argument named ``path`` is a file: the worker gets a private copy with the same suffix and can read no other file of
the user's.
"""

from rechterhand.sandbox.process import Limits, Worker, shared, warm

__all__ = ["Limits", "Worker", "shared", "warm"]
