"""The types of the field: what travels from stage to stage and lies in the work folder.

Times are seconds as float from the beginning of the meeting; text is NFC. A level of text (as heard, corrected, tidied,
summarised) never overwrites the level before it. Nothing here imports anything else of ours.
"""

from minutes.domain.edits import Act, Edit
from minutes.domain.meeting import Attendee, Closed, Mask, Meeting
from minutes.domain.provenance import Authorship, Confirmation, ModelUse, Provenance, Sent
from minutes.domain.record import (
    ActionItem,
    AgendaItem,
    Decision,
    Minutes,
    Statement,
    StatementKind,
    Unreflected,
    Withheld,
)
from minutes.domain.sound import Audio, Channels, Part, Recording, Source
from minutes.domain.speech import Coverage, Diarization, Doubt, Segment, Stretch, Transcript, Turn, Utterance, Word
from minutes.domain.terms import Correction, Dictionary, Term
from minutes.domain.tidying import Change, Style, Tidied
from minutes.domain.value import Seconds, Text, Value, nfc

__all__ = [
    "Act",
    "ActionItem",
    "AgendaItem",
    "Attendee",
    "Audio",
    "Authorship",
    "Change",
    "Channels",
    "Closed",
    "Confirmation",
    "Correction",
    "Coverage",
    "Decision",
    "Diarization",
    "Dictionary",
    "Doubt",
    "Edit",
    "Mask",
    "Meeting",
    "Minutes",
    "ModelUse",
    "Part",
    "Provenance",
    "Recording",
    "Seconds",
    "Segment",
    "Sent",
    "Source",
    "Statement",
    "StatementKind",
    "Stretch",
    "Style",
    "Term",
    "Text",
    "Tidied",
    "Transcript",
    "Turn",
    "Unreflected",
    "Utterance",
    "Value",
    "Withheld",
    "Word",
    "nfc",
]
