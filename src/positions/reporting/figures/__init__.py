"""Figures that show what a table does not; each with a text alternative computed from the numbers it draws."""

from positions.reporting.figures.holdings import over_periods
from positions.reporting.figures.in_turn import in_turn
from positions.reporting.figures.intervals import intervals
from positions.reporting.figures.keywords import keywords
from positions.reporting.figures.ladder import ladder
from positions.reporting.figures.relationships import relationships
from positions.reporting.figures.reliability import reliability
from positions.reporting.figures.themes import themes
from positions.reporting.figures.timeline import timeline
from positions.reporting.figures.trends import over_time
from positions.reporting.figures.voices import by_voice

__all__ = [
    "by_voice",
    "in_turn",
    "intervals",
    "keywords",
    "ladder",
    "over_periods",
    "over_time",
    "relationships",
    "reliability",
    "themes",
    "timeline",
]
