"""The line to publishers: how long to wait, and the certificates and proxies of the environment."""

from __future__ import annotations

import os
import time
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from offing.fetch import SILENCE_S, Patience


def patience_of(total_s: float) -> Patience:
    """Certificates (`SSL_CERT_FILE`) and proxies (`HTTPS_PROXY`, `NO_PROXY`) are taken as other programs take them."""
    trusted = os.environ.get("SSL_CERT_FILE", "")
    return Patience(time.monotonic, time.sleep, total_s, min(SILENCE_S, total_s), trusted=trusted, proxy=_proxy)


def _proxy(url: str) -> str:
    at = urlsplit(url)
    return "" if proxy_bypass(at.netloc) else getproxies().get(at.scheme, "")
