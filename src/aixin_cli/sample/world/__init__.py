"""The made world: people, ledgers, activities, society."""
