"""What was sent: folders, archives, names, locks, and what each file really is."""
