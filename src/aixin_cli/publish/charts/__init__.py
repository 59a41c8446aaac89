"""The charts of a month: each is a file of sql/chart, drawn as PNG and SVG by the shape that its header names."""
