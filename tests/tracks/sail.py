"""A Sail server in this process: Spark Connect without Java."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sail_server() -> Iterator[str]:
    """Its address. The session that was begun with it ends before it does."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    main = sys.modules["__main__"]
    if not hasattr(main, "__file__"):  # a test worker has none, and then Spark's client takes this for its own doctests
        main.__file__ = __file__
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    try:
        yield f"sc://127.0.0.1:{server.listening_address[1]}"
    finally:
        if (session := SparkSession.getActiveSession()) is not None:
            session.stop()
        server.stop()
