"""What a person sees: the console, and tables and closing words on it."""
