"""The error a user sees: what was found, where, and what to do."""


class InputError(ValueError):
    """Something given to the project cannot be used.

    Parameters
    ----------
    place : str
        The file, folder or parameter at fault, as the user named it.
    found : str
        What is wrong with it, in one clause.
    remedy : str
        What is accepted, or what to do.
    """

    def __init__(self, place: str, found: str, remedy: str) -> None:
        super().__init__(place, found, remedy)
        self.place, self.found, self.remedy = place, found, remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.found}. {self.remedy}"

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in a notebook: the message, without the code it came through."""
        return [f"{type(self).__name__}: {self}"]


class WorkError(Exception):
    """Work failed through no fault of what was given. The message says what failed, and why."""
