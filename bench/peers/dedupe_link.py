"""dedupe on the rows, with labelled pairs from the truth.

Usage: python bench/peers/dedupe_link.py ROWS LABELS PAIRS. LABELS holds left, right, is_match. One
process: dedupe's own workers copy everything they are given.
"""

import random
import sys
from typing import Any

import dedupe
import numpy as np
import pandas as pd
from dedupe import variables

TEXTS = ("id_text", "guardian", "partner_id")
EXACT = ("birth_date", "sex", "township", "village", "phone", "unit_code", "employer", "role")
Record = dict[str, Any]


def asked() -> tuple[dict[str, Record], list[tuple[str, str, bool]]]:
    """The rows by row_id, blanks as None, and the labelled pairs."""
    rows = pd.read_parquet(sys.argv[1]).astype(object)
    records = rows.where(rows.notna(), None).set_index("row_id").to_dict("index")
    labels = pd.read_parquet(sys.argv[2])
    return records, list(labels[["left", "right", "is_match"]].itertuples(index=False, name=None))


def trained(records: dict[str, Record], labels: list[tuple[str, str, bool]]) -> dedupe.Dedupe:
    """A model that has learned its weights and its blocking from the labels."""
    # Both draws are by the global generators inside dedupe.
    random.seed(1)
    np.random.seed(1)  # noqa: NPY002
    fields = [variables.String("name", has_missing=True)]
    fields += [variables.ShortString(name, has_missing=True) for name in TEXTS]
    fields += [variables.Exact(name, has_missing=True) for name in EXACT]
    model = dedupe.Dedupe(fields, num_cores=1)
    model.prepare_training(records)
    pairs: dict[str, list[tuple[Record, Record]]] = {"match": [], "distinct": []}
    for left, right, is_match in labels:
        pairs["match" if is_match else "distinct"].append((records[left], records[right]))
    model.mark_pairs(pairs)
    # Predicates that need an index of all values take most of its hours; a label it can't block may be lost.
    model.train(recall=0.95, index_predicates=False)
    return model


def main() -> None:
    """Train, partition, write a pair for every two rows of a cluster."""
    records, labels = asked()
    print(f"{len(labels)} labelled pairs, all of them among the rows it is scored on")
    found = trained(records, labels).partition(records, threshold=0.5)
    pairs = [
        (*sorted((rows[0], row)), float(min(scores[0], score)))
        for rows, scores in found
        for row, score in zip(rows[1:], scores[1:], strict=True)
    ]
    pd.DataFrame(pairs, columns=["left", "right", "probability"]).to_parquet(sys.argv[3], index=False)


if __name__ == "__main__":
    main()
