"""Faults planted in the made world."""
