"""A month's files: workbook, tables, figures and briefing. Formats what SQL decided, computes nothing."""
