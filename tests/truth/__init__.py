"""Every published cell recomputed from the truth of a made sample, by the definitions and not by the SQL."""
