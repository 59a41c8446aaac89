"""Why a difference is there: placeholder until the search is merged."""

def cause_text(suggestion: str | None) -> str | None:
    """The likely cause in words."""
    return None
