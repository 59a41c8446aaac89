"""A return goes back to who sent it: its own workbook with the findings marked, and a list to answer on."""
