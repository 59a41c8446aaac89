"""One headless month: files in, a month added up. Joins the stages, and knows no Typer."""
