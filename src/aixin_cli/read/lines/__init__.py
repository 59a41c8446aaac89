"""What each line below a header is: data, total, signature, note."""
