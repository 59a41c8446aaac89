"""The verbs. A verb's body parses, calls a job, and shows: no logic."""

from aixin_cli.commands.ask import compare, dictionary, query, trace
from aixin_cli.commands.month import check, close, findings, load, remind, reopen, rollup, run, status
from aixin_cli.commands.people import duplicates, link, review
from aixin_cli.commands.publish import lint, publish
from aixin_cli.commands.returns import returns
from aixin_cli.commands.rules import forms, layout, rules, sample, store, template
from aixin_cli.locale import _

PANELS = (
    (_("The month"), (run, load, check, status, remind, findings, rollup, close, reopen)),
    (_("Returns"), (returns,)),
    (_("Who is who"), (link, review, duplicates)),
    (_("Publish"), (publish, lint)),
    (_("Ask"), (compare, trace, query, dictionary)),
    (_("Rules, forms and the store"), (rules, layout, forms, template, sample, store)),
)
"""In the order of `aixin --help`, a folder a panel; each module has `add_to(app)` and imports nothing heavy."""
