"""What a report says of itself: facts above its pages, files beside them, its entry in the list of reports."""

from collections.abc import Mapping, Sequence

from positions.comparison import Comparison
from positions.documents import Document
from positions.reporting import headline, left_out, links, manifest, opening, pages, sources

FEW = 3  # documents named one by one in the list of reports
STATEMENTS = {"statements.csv": "CSV", "statements.parquet": "Parquet", "statements.jsonl": "JSON Lines"}
TABLES = {name: f"Statements ({form})" for name, form in STATEMENTS.items()} | {"events.csv": "Engagements (CSV)"}
TABLES |= {"engagements.csv": "Reports of engagements (CSV)"}
TABLES |= {sources.FILE: "Documents (CSV)"}
CORRECTIONS = "corrections.csv"


def facts(comparison: Comparison) -> list[tuple[str, str]]:
    """Return what a reader wants to know of a report first."""
    dates = sorted(document.published for document in comparison.documents if document.published)
    period = dict.fromkeys(dates[:1] + dates[-1:])
    facts = [
        ("Documents", len(comparison.documents)),
        ("Published", " to ".join(period) or "not dated"),
        ("Statements found", len(comparison.statements) + len(comparison.doubtful)),
        ("Engagements", len(comparison.met)),
    ]
    return [(term, f"{value:,}" if isinstance(value, int) else value) for term, value in facts]


def about(name: str, notebooks: Sequence[str], comparison: Comparison) -> pages.About:
    """Return what the pages of a report have around what they show.

    Parameters
    ----------
    name : str
        The report's.
    notebooks : sequence of str
        Names of its notebooks, in the order of its pages.
    comparison : Comparison
    """
    tables = TABLES | ({left_out.FILE: "Left out (CSV)"} if len(left_out.lines(comparison)) else {})
    tables |= {CORRECTIONS: "Corrections (CSV)"} if len(comparison.corrections) else {}
    return pages.About(
        report=name,
        facts=facts(comparison),
        pages=[*((f"{n}.html", n.capitalize()) for n in notebooks), (links.STATEMENTS, "Statements")],
        downloads=[
            *tables.items(),
            *((f"{n}.ipynb", f"{n.capitalize()} (notebook)") for n in notebooks),
            (manifest.NAME, "What it was made from (JSON)"),
        ],
        sides=comparison.sides,
    )


def summary(comparison: Comparison, parameters: Mapping[str, object], about: pages.About) -> dict[str, object]:
    """Return what the list of reports says of this one."""
    return {
        "kind": "comparison",
        "question": opening.title(comparison),
        "newest": max((document.published for document in comparison.documents), default=""),
        "headline": headline.headline(comparison),
        "documents": _titles(comparison.documents),
        "facts": [{"term": term, "value": value} for term, value in about.facts],
        "parameters": [{"name": key, "value": _plain(value)} for key, value in parameters.items()],
        "pages": [{"file": file, "name": label} for file, label in about.pages],
        "downloads": [{"file": file, "name": label} for file, label in about.downloads],
    }


def _titles(found: Sequence[Document]) -> list[dict[str, str]]:
    """Return the headlines of a few documents, or who published many."""
    if len(found) <= FEW:
        return [{"title": d.title, "by": ", ".join(filter(None, (d.publisher, d.published)))} for d in found]
    publishers = sorted({d.publisher or d.outlet for d in found} - {""})
    return [{"title": ", ".join(publishers), "by": ""}] if publishers else []


def _plain(value: object) -> str:
    """Return a parameter's value as it is typed."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
