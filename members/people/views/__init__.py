"""The pages about people, in a module for each room."""
