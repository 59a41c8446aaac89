"""Verbs for whoever asks a question of what is there."""
