"""How much of the personal data in a fixed set of sentences screening finds."""
