"""The spaCy component ``summit_events``: what an article says happened."""

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["EventsComponent"]

Doc.set_extension("events", default=(), force=True)


@Language.factory(
    "summit_events",
    assigns=["doc._.events", "doc.spans"],
    requires=["doc.spans"],
    default_config={},
)
class EventsComponent:
    """Finds events: ``doc._.events`` is a tuple of `Event`, in the order of the text.

    ``doc.spans["triggers"]`` holds the triggers of all their tellings, with the event type as
    label.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of one Doc."""
        from summit_extract.events.assembly import assemble
        from summit_extract.events.attendance import find_attendance
        from summit_extract.events.merging import group
        from summit_extract.events.reading import read_tellings
        from summit_extract.events.view import ArticleView
        from summit_extract.language.spans import set_group

        view = ArticleView.of(doc)
        present = tuple(find_attendance(view))
        drafts = group(view, read_tellings(view, present), present)
        events = sorted(
            (assemble(view, draft) for draft in drafts),
            key=lambda event: min(telling.start for telling in event.tellings),
        )
        doc._.events = tuple(events)
        triggers = sorted(
            {
                (telling.trigger_start, telling.trigger_end, event.type)
                for event in events
                for telling in event.tellings
            }
        )
        return set_group(doc, "triggers", triggers)
