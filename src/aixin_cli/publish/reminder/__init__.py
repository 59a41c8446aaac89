"""Reminders: a letter to each unit that hasn't sent what it owes, and the notice of all of them by prefecture."""
