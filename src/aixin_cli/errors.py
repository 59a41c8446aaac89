"""Errors a user can act on, and the exit codes they end with."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees; a tested contract (README, section Exit codes)."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    FINDINGS = 4
    DEFINITION = 5
    STORE = 6
    RECONCILIATION = 7
    NOT_READY = 8
    INTERRUPTED = 130
    TERMINATED = 143


class AixinError(Exception):
    """One clear sentence, the place it is about, and what to do next.

    Texts never hold a cell's value: a value may be somebody's name or number.
    """

    exit_code = ExitCode.BUG

    def __init__(self, what: str, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint


class UsageError(AixinError):
    """The command line says something that can't be meant."""

    exit_code = ExitCode.USAGE


class InputError(AixinError):
    """A file can't be read, or can't be told what it is."""

    exit_code = ExitCode.INPUT


class DefinitionError(AixinError):
    """A form, a rule or an SQL file of ours is broken."""

    exit_code = ExitCode.DEFINITION


class StoreError(AixinError):
    """The store or the disk is busy, full, damaged or of another version."""

    exit_code = ExitCode.STORE
    is_damage = False
    """Whether the file's content is wrong: a backup helps, and waiting doesn't."""


class ReconciliationError(AixinError):
    """Figures that must add up do not: our own arithmetic, never a return's."""

    exit_code = ExitCode.RECONCILIATION


class NotReadyError(AixinError):
    """The month can't be published as it stands: a fall of a cumulative figure, a stale rollup, too few returns."""

    exit_code = ExitCode.NOT_READY
