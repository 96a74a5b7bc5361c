"""The ways an alert goes out: a digest in a file, a mail, a webhook. Secrets come in and are never shown."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit

from offing.errors import AlertFailed, UsageError
from offing.watch.alerts import Alert, Way

SILENCE_S = 20.0
SIGNED = "Offing-Signature"
STAMPED = "Offing-Timestamp"
NAMED = "Offing-Alert"
_LOCAL = ("127.0.0.1", "::1", "localhost")
_AGAIN = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server and who writes to whom. `secure`: the line is made secret by STARTTLS before anything is said; a login is
    never sent over a line that is not. `trusted` is a file of certificate authorities in place of the system's."""

    host: str
    port: int
    sender: str
    to: tuple[str, ...]
    secure: bool = True
    user: str = ""
    password: str = field(default="", repr=False)
    trusted: str = ""


def digest_way(path: Path) -> Way:
    """Each alert appended to a file: as a line of JSON where its name ends in .jsonl, else as text."""

    def send(alert: Alert) -> str:
        if path.suffix.lower() == ".jsonl":
            text = json.dumps({"alert": alert.id, **json.loads(alert.data)}, ensure_ascii=False) + "\n"
        else:
            text = f"{alert.subject} [{alert.id}]\n{alert.text}\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise AlertFailed(error.strerror or type(error).__name__, again=False) from error
        return ""

    return Way("digest", str(path), send)


def mail_way(mail: Mail) -> Way:
    """One mail to all, the findings as text and the JSON attached. Raises UsageError for a login over a line that is open."""
    if mail.user and not mail.secure:
        raise UsageError("a login is not sent over a line that anyone can read", hint="Use STARTTLS, or no login")
    if any(c in a for a in (mail.sender, *mail.to) for c in "\r\n"):
        raise UsageError("an address is one line")

    def send(alert: Alert) -> str:
        try:
            left = _hand_over(mail, alert)
        except smtplib.SMTPResponseException as error:
            # what a server says may repeat the login: only the code is told
            raise AlertFailed(f"the mail server said {error.smtp_code}", again=error.smtp_code < 500) from None
        except smtplib.SMTPRecipientsRefused as error:
            codes = sorted({code for code, _ in error.recipients.values()})
            told = ", ".join(map(str, codes))
            raise AlertFailed(
                f"the mail server took no recipient ({told})", again=all(c < 500 for c in codes)
            ) from None
        except smtplib.SMTPNotSupportedError as error:
            raise AlertFailed("the mail server does not offer STARTTLS or a login", again=False) from error
        except (smtplib.SMTPException, OSError) as error:
            again = not isinstance(error, ssl.SSLCertVerificationError)
            raise AlertFailed(f"the mail server could not be had ({type(error).__name__})", again=again) from None
        # the others have it: to send it again for one address would send it to them for ever
        return f"refused: {', '.join(left)}" if left else ""

    return Way("mail", f"{', '.join(mail.to)} by {mail.host}:{mail.port}", send)


def _hand_over(mail: Mail, alert: Alert) -> list[str]:
    """The addresses that the server refused, where it took others."""
    with smtplib.SMTP(mail.host, mail.port, timeout=SILENCE_S) as server:
        if mail.secure:
            server.starttls(context=ssl.create_default_context(cafile=mail.trusted or None))
        if mail.user:
            server.login(mail.user, mail.password)
        return sorted(server.send_message(_letter(mail, alert), mail.sender, list(mail.to)))


def _letter(mail: Mail, alert: Alert) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = mail.sender, ", ".join(mail.to), alert.subject
    letter["Message-ID"] = f"<{alert.id}@offing.invalid>"
    letter.set_content(_plain(alert.text))
    letter.add_attachment(
        _plain(alert.data).encode(), maintype="application", subtype="json", filename=f"{alert.id}.json"
    )
    return letter


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA-256, in hex, over the timestamp, a full stop and the body: what a receiver computes to compare."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def webhook_way(url: str, secret: str, stamp: Callable[[], int], trusted: str = "") -> Way:
    """The JSON posted to an address, signed. `stamp` gives seconds since 1970 at each try; `trusted` as of `Mail`.

    Raises UsageError without a secret, and for an address over which anyone could read what is sent.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("a webhook is an address that begins with https://")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise UsageError("what is sent names what stands in your book: give a webhook that begins with https://")
    if not secret:
        raise UsageError("a webhook is signed", hint="Put the secret into OFFING_WEBHOOK_SECRET")

    def send(alert: Alert) -> str:
        import certifi
        import urllib3  # it opens a socket when it is imported

        body = alert.data.encode("utf-8", "backslashreplace")
        at = str(stamp())
        headers = {
            "Content-Type": "application/json", "User-Agent": "offing", NAMED: alert.id, STAMPED: at,
            SIGNED: f"sha256={signature(secret, at, body)}",
        }  # fmt: skip
        timeout = urllib3.Timeout(connect=SILENCE_S, read=SILENCE_S)
        try:
            with urllib3.PoolManager(
                retries=False, timeout=timeout, cert_reqs="CERT_REQUIRED", ca_certs=trusted or certifi.where()
            ) as pool:
                answer = pool.request("POST", url, body=body, headers=headers, redirect=False, preload_content=False)
                status = answer.status
                answer.close()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            again = not isinstance(error, urllib3.exceptions.SSLError)
            raise AlertFailed(f"the webhook could not be had ({type(error).__name__})", again=again) from None
        if not 200 <= status < 300:
            raise AlertFailed(f"the webhook answered {status}", again=status >= 500 or status in _AGAIN)
        return ""

    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return Way("webhook", f"{parts.scheme}://{host}", send)
