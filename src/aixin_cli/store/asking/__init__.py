"""An analyst's question to the statistics file: by whom it may be asked, within which limits, and its answer."""

from aixin_cli.store.asking.answer import Answer, Batches, Kind, ask, ask_arrow
from aixin_cli.store.asking.opening import Access
from aixin_cli.store.asking.question import Question, find_question, saved_questions

__all__ = ["Access", "Answer", "Batches", "Kind", "Question", "ask", "ask_arrow", "find_question", "saved_questions"]
