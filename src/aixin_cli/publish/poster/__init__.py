"""The poster of a month: headline numbers large, as one picture and as one page that needs no network."""
