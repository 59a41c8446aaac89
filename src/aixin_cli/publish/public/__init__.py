"""What may be shown to everybody: small counts of persons withheld, with whatever would give them back."""
