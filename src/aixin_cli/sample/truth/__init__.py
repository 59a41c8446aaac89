"""What is true of the made world."""
