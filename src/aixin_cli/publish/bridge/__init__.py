"""What lies between two months: for every figure a bridge from the one to the other that adds up exactly."""
