from .note import Note, NoteLink, NoteWords
from .question import Question, Routing

__all__ = ["Note", "NoteLink", "NoteWords", "Question", "Routing"]
