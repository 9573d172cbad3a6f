"""An order for the pipeline, and how it comes from what someone wishes: settings, meeting, form, models, dictionaries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from minutes.audio.inputs import recordings_of
from minutes.audio.treatment import Treatment, treatment_of
from minutes.domain import Attendee, Channels, Dictionary, Meeting, Style
from minutes.errors import BadConfiguration
from minutes.learning.book import acquainted, book_of, known_people, known_terms
from minutes.meetingfile import meeting_of, read_meeting
from minutes.render.annexes import Audience
from minutes.render.forms import Form, load_form
from minutes.settings import Endpoint, Masking, Settings, load_settings
from minutes.speech.catalog import resolve
from minutes.speech.engines import Detector, Diarizer, Recognizer, SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.voice_activity import listen
from minutes.speech.voiceprints import Voiceprints
from minutes.structure.llm.prompts import load_prompts
from minutes.structure.policy import permit
from minutes.text.dictionary import find_dictionary, read_dictionary
from minutes.text.masking.terms import read_terms
from minutes.text.transcripts import is_transcript
from minutes.wishes import Wishes


@dataclass(frozen=True)
class Engines:
    """The models of a run. The factories are called only when their stage has to run."""

    recognizer: Callable[[], Recognizer]
    diarizer: Callable[[], Diarizer]
    recognizer_model: ModelFolder
    diarizer_model: ModelFolder
    detector: Detector = listen

    @property
    def models(self) -> tuple[tuple[str, ModelFolder], ...]:
        """Which stage uses which model."""
        return (("transcribe", self.recognizer_model), ("diarize", self.diarizer_model))


@dataclass(frozen=True)
class Llm:
    """The endpoint that words the minutes, `name` in the configuration, and what is masked before it is asked.

    `terms`: the office's mask list; `key`: the endpoint's API key, which no log and no artefact ever holds.
    """

    name: str
    endpoint: Endpoint
    masking: Masking = field(default_factory=Masking)
    terms: tuple[str, ...] = ()
    key: str = field(default="", repr=False)

    @property
    def masked(self) -> bool:
        """Whether what is sent is masked; a server of one's own may be trusted with what was said."""
        return self.endpoint.location != "local" or self.masking.local

    @property
    def host(self) -> str:
        """Host and port of the endpoint."""
        return urlsplit(self.endpoint.base_url).netloc

    def state(self) -> list[Any]:
        """What of it the minutes depend on."""
        of_endpoint = {
            "base_url",
            "model",
            "location",
            "temperature",
            "max_output_tokens",
            "max_input_chars",
            "approved_plan",
        }
        return [
            self.name,
            self.endpoint.model_dump(include=of_endpoint),
            [self.masked, *self.terms],
            load_prompts().version,
        ]


@dataclass(frozen=True)
class Order:
    """One meeting to be made into minutes: `inputs` are its recordings in order, or one finished transcript."""

    inputs: tuple[Path, ...]
    meeting: Meeting
    form: Form
    engines: Engines | None  # None: a finished transcript needs no models
    dictionaries: tuple[Dictionary, ...] = ()
    people: tuple[Attendee, ...] = ()  # of the office; the meeting's roster says who is there
    speakers: SpeakerBound = field(default_factory=SpeakerBound)
    channels: Channels = "mix"
    treatment: Treatment = ()  # of the sound
    style: Style = field(default_factory=Style)  # how this office writes
    voiceprints: Voiceprints | None = None  # only where the office has set a folder
    llm: Llm | None = None  # None: extractive minutes
    audience: Audience = "internal"  # for the public: a second document beside the internal one
    terms: tuple[str, ...] = ()  # the office's list of what the public does not get to see
    remarks: tuple[str, ...] = ()  # what the person at the door should hear before the work begins

    @property
    def is_transcript(self) -> bool:
        return self.engines is None

    @property
    def acquainted(self) -> Meeting:
        """The meeting with everybody of the office beside those on its roster: whose names may be spoken."""
        return acquainted(self.meeting, self.people)

    @property
    def company(self) -> Meeting:
        """The meeting with those who may speak: its roster, without one everybody of the office."""
        return self.meeting if self.meeting.attendees else self.acquainted

    @property
    def models(self) -> tuple[tuple[str, ModelFolder], ...]:
        """Which model does what for this order."""
        return _models(self.engines, self.channels) if self.engines else ()


def _models(engines: Engines, channels: Channels) -> tuple[tuple[str, ModelFolder], ...]:
    """Whoever has a microphone of his own needs not be told apart."""
    return tuple(one for one in engines.models if channels == "mix" or one[1] is not engines.diarizer_model)


def settings_of(wishes: Wishes) -> Settings:
    """All sources merged. Raises InputMissing, BadConfiguration."""
    flags = {"asr": {"model": wishes.asr_model}, "diarization": {"model": wishes.diarizer}}
    return load_settings(wishes.config, os.environ, flags)


def order_of(inputs: Sequence[Path], wishes: Wishes, meeting: Meeting | None = None) -> Order:
    """Everything the pipeline needs, checked before any work begins. Raises what the pieces raise."""
    title = inputs[0].resolve().name if inputs[0].is_dir() else inputs[0].stem
    inputs = recordings_of(inputs)
    settings = settings_of(wishes)
    if wishes.meeting:
        meeting = read_meeting(wishes.meeting)
    meeting = meeting or meeting_of(title)
    if wishes.form:  # kept with the minutes, so that they are confirmed in the form they were made in
        meeting = meeting.model_copy(update={"form": wishes.form})
    form = load_form(meeting.form)
    llm = llm_of(settings, wishes, meeting)
    engines = None if is_transcript(inputs[0]) else engines_of(settings)
    book = book_of(settings.office)
    own, of_own = known_terms(book)
    people, of_people = known_people(book)
    dictionaries, remarks = _dictionaries(dict.fromkeys((*meeting.dictionaries, *wishes.dictionaries)))
    channels = wishes.channels or meeting.channels or "mix"
    models = _models(engines, channels) if engines else ()
    notices = [f"注意：{model.notice}" for _, model in models if model.notice]
    return Order(
        inputs=inputs,
        meeting=meeting,
        form=form,
        engines=engines,
        dictionaries=(*own, *dictionaries),
        people=people,
        speakers=_bound(wishes, meeting),
        channels=channels,
        treatment=_treatment(settings, channels),
        style=settings.style,
        voiceprints=_voiceprints(settings, engines),
        llm=llm,
        audience=wishes.audience,
        terms=terms_of(settings) if wishes.audience == "public" else (),
        remarks=tuple(dict.fromkeys((*notices, *of_own, *of_people, *remarks))),
    )


def engines_of(settings: Settings) -> Engines:
    """The models named by the settings; they are loaded only when their stage runs. Raises ModelMissing."""
    hears = resolve(settings.asr.model, "asr")
    tells_apart = resolve(settings.diarization.model, "diarization")
    device = settings.asr.device
    return Engines(
        recognizer=lambda: _recognizer(hears, device),
        diarizer=lambda: _diarizer(tells_apart, device),
        recognizer_model=hears,
        diarizer_model=tells_apart,
    )


def _treatment(settings: Settings, channels: Channels) -> Treatment:
    """Microphones of one's own are told apart by their levels: a gain that moves would raise what others throw into them."""
    levelling = settings.audio.levelling if channels == "mix" else "steady"
    return treatment_of(levelling, settings.audio.noise_reduction)


def _dictionaries(names: Iterable[str]) -> tuple[tuple[Dictionary, ...], list[str]]:
    """The dictionaries, and which of their rows could not be used."""
    read = [(path, *read_dictionary(path)) for path in map(find_dictionary, names)]
    remarks = [
        f"辞書 {path.name} の{problem}（この行は使いません）" for path, _, problems in read for problem in problems
    ]
    return tuple(dictionary for _, dictionary, _ in read), remarks


def _recognizer(model: ModelFolder, device: str) -> Recognizer:
    from minutes.speech.whisper import FasterWhisper

    return FasterWhisper(model, device)


def _diarizer(model: ModelFolder, device: str) -> Diarizer:
    from minutes.speech.diarizer_process import DiarizerProcess

    return DiarizerProcess(model, device)


def _voiceprints(settings: Settings, engines: Engines | None) -> Voiceprints | None:
    folder = settings.naming.voiceprints
    if not folder or engines is None:
        return None
    return Voiceprints(Path(folder).expanduser(), engines.diarizer_model, settings.asr.device)


def _bound(wishes: Wishes, meeting: Meeting) -> SpeakerBound:
    """What was asked for; else the roster's present people as the most that can speak."""
    if wishes.speakers:
        return SpeakerBound(*wishes.speakers)
    present = sum(attendee.presence != "absent" for attendee in meeting.attendees)
    return SpeakerBound(most=present) if present else SpeakerBound()


def terms_of(settings: Settings) -> tuple[str, ...]:
    """The office's mask list. Raises InputMissing, InputUnreadable."""
    return read_terms(Path(settings.masking.terms).expanduser()) if settings.masking.terms else ()


def llm_of(settings: Settings, wishes: Wishes, meeting: Meeting) -> Llm | None:
    """The LLM that was asked for, if the meeting's level allows it. Raises BadConfiguration, Forbidden, InputMissing."""
    name = "" if wishes.no_llm else wishes.llm or settings.llm.default
    if not name:
        return None
    endpoint = settings.llm.endpoints.get(name)
    if endpoint is None:
        known = "、".join(settings.llm.endpoints) or "（一つもありません）"
        raise BadConfiguration(
            f"設定に LLM「{name}」がありません",
            advice=f"設定ファイルの [llm.endpoints] を確かめてください。書いてある名前：{known}",
        )
    permit(meeting.confidentiality, name, endpoint)
    return Llm(name, endpoint, settings.masking, terms_of(settings), os.environ.get(endpoint.api_key_env, ""))
