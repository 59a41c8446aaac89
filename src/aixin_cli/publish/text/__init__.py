"""The briefing: its sentences, as Markdown and as a Word document; an office may bring its own of both."""
