"""The workbench's own application, served by this very process: what a test puts in its database is on the pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.served import free_port


@pytest.fixture
def address(transactional_db: Any) -> Iterator[str]:
    """Where the application answers, streams of events included, for as long as a test lasts."""
    import uvicorn

    from rechterhand.web.jobs.hub import hub
    from rechterhand.web.project.asgi import application

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run, name="here")
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://localhost:{port}"
    hub.end()
    server.should_exit = True
    thread.join(30)
    hub.is_ending = False
    assert not thread.is_alive()
