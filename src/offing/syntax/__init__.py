"""The grammar of sentences: which word hangs on which, by a small network of our own. It knows no claims."""

from offing.syntax.trees import Word, trees

__all__ = ["Word", "trees"]
