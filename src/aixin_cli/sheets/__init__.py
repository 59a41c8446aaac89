"""Pages of workbooks and atomic outputs, shared by whatever writes files."""
