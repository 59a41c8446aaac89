"""The outputs of the sample data, as texts that a person can read in a review."""
