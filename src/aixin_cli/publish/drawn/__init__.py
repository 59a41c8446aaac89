"""A month's pictures, drawn in a process of their own beside what else is made of it."""
