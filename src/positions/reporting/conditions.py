"""The conditions a notebook runs in: the same on every machine, so that the same inputs give the same bytes."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from traitlets.config import Config

FIXED = {
    "PYTHONHASHSEED": "0",  # order of sets
    "SOURCE_DATE_EPOCH": "0",  # dates that matplotlib writes into figures
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1",  # order of sums
    "OPENBLAS_NUM_THREADS": "1",
    "IPYKERNEL_CELL_NAME": "<cell>",  # else warnings name a file with the process's number
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this environment before one of the user's
}
SCRATCH = ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")  # a user's start-up files stay out, a read-only home does not matter

LONGEST = 103  # bytes of a socket's path, the least that a system allows

KERNEL_ARGUMENTS = [
    "--InteractiveShellApp.ignore_cwd=True",  # a random.py in the working folder is not imported
    "--IPKernelApp.log_level=ERROR",  # else each kernel warns of TCP on the terminal
]


@contextmanager
def conditions() -> Iterator[None]:
    """Set the environment kernels inherit, and put it back afterwards."""
    with tempfile.TemporaryDirectory(prefix="positions-") as scratch:
        wanted = FIXED | dict.fromkeys(SCRATCH, scratch)
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def transport() -> Config:
    """Return how a kernel is spoken to: by files of its own where it can be, so that nobody else has its address.

    A port is chosen before the kernel opens it, and in between another program may take it.
    """
    if hasattr(socket, "AF_UNIX") and os.name == "posix":
        path = os.path.join(tempfile.mkdtemp(dir=os.environ["JUPYTER_RUNTIME_DIR"]), "kernel")
        if len(os.fsencode(path)) + len("-1") <= LONGEST:
            return Config(KernelManager={"transport": "ipc", "ip": path})
    return Config(KernelManager={"transport": "tcp"})
