"""What becomes of a return: versions, holds, refusals, openings, decisions."""
