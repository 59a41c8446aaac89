"""The store's files beside the register: originals, backups, rights, marks."""
