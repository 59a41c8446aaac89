"""Typer's commands and groups with the words that Typer itself leaves untranslated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from aixin_cli.errors import AixinError, ExitCode, UsageError
from aixin_cli.locale import _
from aixin_cli.plain_values import let_pass
from aixin_cli.signals import was_terminated


class _Worded:
    """Usage line and help option in the chosen language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, explained in the chosen language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` among them."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            let_pass(parameter)
        return parameters

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help text, no sentence cut short."""
        for parameter in self.get_params(ctx):
            parameter.display_type_rich = partial(_kind_of_value, parameter)
        with _folding_columns():
            super().format_help(ctx, formatter)  # type: ignore[misc]


def _kind_of_value(parameter: Any, ctx: Any) -> str | None:
    """What stands behind an option's name: its placeholder or its choices; Python's types say nothing to a clerk."""
    if parameter.type_descriptor.is_choice:
        return str(parameter.display_type(ctx))
    return None if parameter.param_type_name == "argument" else parameter.metavar


@contextmanager
def _folding_columns() -> Iterator[None]:
    # Chinese has no blanks: to Rich a sentence is one word too long for its cell, which it cuts with
    # an ellipsis unless the column folds. Typer gives no way to say so.
    import rich.table

    plain = rich.table.Column

    def folding(**options: Any) -> rich.table.Column:
        return plain(**{**options, "overflow": "fold"})

    rich.table.Column = folding  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        rich.table.Column = plain  # type: ignore[misc]


class WordedCommand(_Worded, TyperCommand):
    """A verb."""


class Interrupted(AixinError):
    """The user pressed Ctrl-C."""

    exit_code = ExitCode.INTERRUPTED


class WordedGroup(_Worded, TyperGroup):
    """A verb with verbs below it."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen verb; an interruption leaves as an error like any other."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interruption:
            # Typer would turn it into a silent Exit(130).
            raise interrupted() from interruption
        except RuntimeError as error:
            if "interrupted" in str(error).lower():  # DuckDB's way to say Ctrl-C
                raise interrupted() from None
            raise


class Ended(Interrupted):
    """The system or its scheduler asked the program to end."""

    exit_code = ExitCode.TERMINATED


def interrupted() -> Interrupted:
    """What is said after Ctrl-C, or another signal that ends the program."""
    if was_terminated():
        return Ended(
            _("ended by a signal; what was half done has been undone"),
            hint=_("run the same command again when you are ready"),
        )
    return Interrupted(
        _("interrupted; what was half done has been undone"),
        hint=_("run the same command again when you are ready"),
    )


def is_bare_call(error: TyperException) -> bool:
    """Whether a group was called without a verb, which Typer has answered with its help."""
    return type(error).__name__ == "NoArgsIsHelpError"


def as_usage_error(error: TyperException) -> UsageError:
    """Typer's complaint about the command line, in our words and shape."""
    context = getattr(error, "ctx", None)
    command = context.command_path if isinstance(context, typer.Context) or context else "aixin"
    hint = _("try `{command} --help`").format(command=command)
    return UsageError(_what(error), hint=hint)


def _what(error: TyperException) -> str:
    # Typer's exception classes are private: told by name, and any new one keeps Typer's own words.
    words = {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadParameter": _not_fitting,
        "BadOptionUsage": _without_value,
    }.get(type(error).__name__)
    return (words(error) if words else None) or _own_words(error)


def _no_such_option(error: Any) -> str:
    return _("there is no option `{option}`").format(option=error.option_name)


def _without_value(error: Any) -> str:
    return _("the option `{option}` needs a value").format(option=error.option_name)


def _missing(error: Any) -> str | None:
    if error.param is None:
        return None
    if error.param.param_type_name == "argument":
        return _("`{name}` is missing").format(name=_shown(error.param))
    return _("the option `{option}` is missing").format(option=_shown(error.param))


def _not_fitting(error: Any) -> str | None:
    if error.param is None:
        return None
    return _("the value of `{option}` does not fit: {problem}").format(
        option=_shown(error.param), problem=_problem(error.message)
    )


def _shown(parameter: Any) -> str:
    """How a command's help calls a parameter."""
    name = parameter.metavar if parameter.param_type_name == "argument" else None
    return str(name or parameter.opts[-1])


def _own_words(error: TyperException) -> str:
    words = " ".join(error.format_message().split())
    if words.startswith("Got unexpected extra argument"):
        return _("too many arguments: {arguments}").format(arguments=words.removesuffix(")").rpartition("(")[2])
    return words.replace(". Did you mean ", _(". Did you mean "))


def _problem(words: str) -> str:
    """Why a value was refused, for the types that our options have."""
    _before, is_choice, choices = words.partition(" is not one of ")
    if is_choice:
        return _("it must be one of {choices}").format(choices=choices.rstrip(".").replace("'", ""))
    if "integer" in words:
        return _("it must be a whole number")
    if "number" in words:
        return _("it must be a number")
    return words.removeprefix("Value error, ")
