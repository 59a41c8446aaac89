"""The verbs. A verb's body parses, calls the stages, and shows: no logic."""

from aixin_cli.commands import (
    check,
    duplicates,
    forms,
    layout,
    link,
    load,
    publish,
    query,
    returns,
    review,
    rollup,
    rules,
    run,
    sample,
    status,
    store,
    template,
)

VERBS = (
    *(run, load, check, status, rollup, publish, query, returns, link, review, duplicates),
    *(layout, rules, template, store, sample, forms),
)
"""In the order of `aixin --help`; each module has `add_to(app)` and imports nothing heavy."""
