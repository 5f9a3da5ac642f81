"""The columns of ``timeline.csv``: the slots of ``events.csv``, and what is of all articles."""

__all__ = ["TIMELINE_COLUMNS"]

TIMELINE_COLUMNS = (
    "timeline_id", "event_type", "status", "format", "date", "date_start", "date_end",
    "local_date", "timezone", "date_text", "place", "place_text", "admin1", "country_code",
    "country", "venue", "latitude", "longitude", "geonames_id", "participants", "participants_en",
    "participant_roles", "participant_countries", "attendees", "occasion", "planned_duration",
    "duration", "topics", "outcome", "reported_by", "plover", "article_count", "event_ids",
    "disagreements",
)  # fmt: skip
