"""What the heads of a mail say of it: its subject as a title, its date, and who sent it."""

import re
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache
from importlib import resources

import yaml

from positions.documents.outlets import recognised
from positions.documents.traced import Traced

MALFORMED = (ValueError, LookupError, AttributeError, TypeError)  # what the library raises for heads of no known form


def about(message: EmailMessage) -> dict[str, Traced | str]:
    """Return what the heads of a message say of it.

    Parameters
    ----------
    message : EmailMessage

    Returns
    -------
    dict
        The fields of an offer ``title``, ``published``, ``outlet`` and ``byline``. A sender is an outlet where the
        project knows one of that name or address.
    """
    subject, sender = _head(message, "subject"), _head(message, "from")
    prefix = _prefix().match(subject)
    at = prefix.end() if prefix else 0
    name, address = parseaddr(sender)
    host = address.rpartition("@")[2].lower()
    named, hosted = recognised(name).kind, recognised("", f"//{host}").kind
    return {
        "title": Traced.of(subject[at:], "subject", at),
        "published": _head(message, "date"),
        "outlet": name if named else host if hosted else "",
        "byline": "" if named else name,
    }


@cache
def _prefix() -> re.Pattern[str]:
    """Return what stands before a subject in answers and forwarded mails."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("mail.yaml").read_text(encoding="utf-8"))
    return re.compile(entries["prefix"], re.IGNORECASE)


def _head(message: EmailMessage, name: str) -> str:
    """Return a head on one line; blank when it is missing or of no known form."""
    try:
        return " ".join(str(message[name] or "").encode("utf-8", "replace").decode("utf-8").split())
    except MALFORMED:
        return ""
