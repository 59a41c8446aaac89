"""The letters by which spreadsheet programs name columns."""


def column_index(letters: bytes) -> int:
    """Return a column's index, from 0, by its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def column_letters(column: int) -> bytes:
    """Return a column's letters by its index, from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters.encode()
