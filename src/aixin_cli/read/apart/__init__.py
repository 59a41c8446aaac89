"""Files that may harm their reader are read in a process of their own."""
