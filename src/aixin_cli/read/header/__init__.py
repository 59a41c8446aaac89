"""A form's header in a sheet: found, its titles understood, its columns settled."""
