"""The road of a recording: the stages in their order, what each reads and leaves in the work folder, and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any

from minutes import __version__, workfolder
from minutes.audio.layout import microphones
from minutes.audio.normalize import normalize
from minutes.audio.probe import probe
from minutes.domain import (
    Audio,
    Diarization,
    ModelUse,
    Provenance,
    Recording,
    Source,
    Transcript,
    Turn,
    Utterance,
)
from minutes.errors import MinutesError
from minutes.files import file_hash
from minutes.order import Engines, Order
from minutes.progress import Progress, RunProgress
from minutes.publication import publish_editions
from minutes.publish import publish_minutes, publish_tidied
from minutes.rttm import read_rttm, write_rttm
from minutes.speech.attribute import attribute
from minutes.speech.channels import transcribe_channels
from minutes.speech.evidence import evidence_of
from minutes.speech.handover import cuts
from minutes.speech.inventions import inventions_hash
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.naming import name_speakers, owners
from minutes.speech.opinions import Opinion
from minutes.speech.prompt import ranked
from minutes.speech.transcribe import Transcription, remarks, transcribe
from minutes.stages import EngineRoom, Outcome, Spared, Stage, take
from minutes.structure.compose import Manner
from minutes.text.correction.certainty import certainties
from minutes.text.correction.correct import correct
from minutes.text.correction.meeting import known_of
from minutes.text.roster import roster_of
from minutes.text.tidying.edit import House
from minutes.text.tidying.protected import protected_of
from minutes.text.transcripts import read_transcript
from minutes.workfolder import WorkFolder

# What a clerk and the reader of the document are told when the diariser failed.
UNTOLD = "話者を区別できませんでした"
_GOING_ON = "発言者を空けたまま続けます。もう一度実行すると、話者の区別からやり直します。"


def stages_of(order: Order) -> tuple[Stage, ...]:
    """The stages on this order's road."""
    return (*((IMPORT,) if order.is_transcript else speech_stages(order)), TIDY, STRUCTURE, RENDER)


def speech_stages(order: Order) -> tuple[Stage, ...]:
    """From the recording to utterances; where each speaker has a microphone, nothing needs to tell them apart."""
    return (PROBE, NORMALIZE, HEAR_CHANNELS, ATTRIBUTE) if order.channels == "separate" else SPEECH


def run(
    order: Order,
    work: WorkFolder,
    progress: RunProgress,
    stages: Sequence[Stage] | None = None,
    engine_room: EngineRoom = nullcontext,
) -> Outcome:
    """Take the order along its road (or only along `stages`), skipping what is still valid. The folder must be held."""
    return take(stages_of(order) if stages is None else stages, order, work, progress, engine_room)


# ---- speech ------------------------------------------------------------------------------------------------------


def _probe(order: Order, work: WorkFolder, progress: Progress) -> None:
    sources = probe(order.inputs)
    microphones(sources, order.channels)  # what cannot be kept apart is refused before anything is written
    work.write_json(workfolder.SOURCES, sources)


def _normalize(order: Order, work: WorkFolder, progress: Progress) -> None:
    sources = work.read(workfolder.SOURCES, tuple[Source, ...])
    apart = [workfolder.CHANNEL.format(n + 1) for n in range(microphones(sources, order.channels))]
    for path in work.root.glob(workfolder.ANY_CHANNEL):  # of a run with other channels
        path.unlink()
    with ExitStack() as stack:
        places = [stack.enter_context(work.writing(name)) for name in (workfolder.AUDIO, *apart)]
        recording = normalize(
            order.inputs, sources, places, channels=order.channels, treatment=order.treatment, progress=progress
        )
    work.write_json(workfolder.RECORDING, recording)


def _engines(order: Order) -> Engines:
    assert order.engines is not None, "a transcript has no speech stages"
    return order.engines


def _audio(work: WorkFolder) -> Audio:
    recording = work.read(workfolder.RECORDING, Recording)
    apart = [str(work.path(workfolder.CHANNEL.format(n + 1))) for n in range(recording.channels)]
    return Audio(file=str(work.path(workfolder.AUDIO)), duration=recording.duration, channels=tuple(apart))


def _transcribe(order: Order, work: WorkFolder, progress: Progress) -> None:
    engines = _engines(order)
    heard = transcribe(_audio(work), engines.detector, engines.recognizer(), _terms(order), progress)
    _write_heard(heard, work, progress)


def _hear_channels(order: Order, work: WorkFolder, progress: Progress) -> None:
    engines = _engines(order)
    heard = transcribe_channels(_audio(work), engines.detector, engines.recognizer(), _terms(order), progress)
    _write_turns(heard.diarization, work)
    _write_heard(heard.transcription, work, progress)


def _write_heard(heard: Transcription, work: WorkFolder, progress: Progress) -> None:
    work.write_json(workfolder.PROMPT, heard.prompt)
    work.write_json(workfolder.COVERAGE, heard.coverage)
    work.write_json(workfolder.DOUBTFUL, heard.doubtful)
    work.write_json(workfolder.TRANSCRIPT, heard.transcript)
    for remark in remarks(heard):
        progress.note(remark)


def _diarize(order: Order, work: WorkFolder, progress: Progress) -> None:
    """Whatever the diariser fails of, the transcript is not lost for it."""
    try:
        found = _engines(order).diarizer().diarize(_audio(work), order.speakers, progress)
    except Exception as error:
        for name in (workfolder.TURNS, workfolder.EXCLUSIVE):
            work.path(name).unlink(missing_ok=True)
        what = error.what if isinstance(error, MinutesError) else f"{type(error).__name__}: {error}"
        raise Spared(f"注意：{UNTOLD}（{what}）。{_GOING_ON}") from error
    _write_turns(found, work)


def _write_turns(found: Diarization, work: WorkFolder) -> None:
    for name, turns in ((workfolder.TURNS, found.turns), (workfolder.EXCLUSIVE, found.exclusive)):
        with work.writing(name) as place:
            write_rttm(turns, place)


def _turns(work: WorkFolder, name: str) -> tuple[Turn, ...]:
    """None where the diariser failed."""
    return read_rttm(work.path(name)) if work.path(name).is_file() else ()


def _attribute(order: Order, work: WorkFolder, progress: Progress) -> None:
    transcript = work.read(workfolder.TRANSCRIPT, Transcript)
    exclusive, full = (_turns(work, name) for name in (workfolder.EXCLUSIVE, workfolder.TURNS))
    roster = roster_of(order.company.attendees)
    utterances = attribute(transcript, exclusive, full, lambda sentences: cuts(sentences, roster))
    heard = order.voiceprints.opinions(_audio(work), utterances, order.meeting) if order.voiceprints else ()
    _name_and_correct(utterances, order, work, heard, certainties(transcript, utterances))


def _import(order: Order, work: WorkFolder, progress: Progress) -> None:
    _name_and_correct(read_transcript(order.inputs[0], order.company), order, work)
    for name in (workfolder.RECORDING, *TRANSCRIBE.leaves):  # of a recording this folder may have held before
        work.path(name).unlink(missing_ok=True)


def _name_and_correct(
    utterances: Sequence[Utterance],
    order: Order,
    work: WorkFolder,
    heard: Sequence[Opinion] = (),
    certainty: Mapping[str, Sequence[float]] | None = None,
) -> None:
    """`heard`: opinions about the voices themselves; `certainty`: the recogniser's probability of each character."""
    named = name_speakers(utterances, order.company, owners(order.meeting), heard)
    corrected, corrections = correct(named.utterances, order.dictionaries, known_of(order.acquainted, certainty))
    work.write_json(workfolder.NAMING, evidence_of(named))
    work.write_json(workfolder.CORRECTIONS, corrections)
    work.write_json(workfolder.UTTERANCES, corrected)


def _recognizer_model(order: Order) -> ModelFolder:
    return _engines(order).recognizer_model


def _terms(order: Order) -> tuple[str, ...]:
    """What the recogniser may be told beforehand. Nothing for a model that was not taught to listen to it, so that a
    changed roster does not transcribe again in vain."""
    if not _recognizer_model(order).decoding.prompt:
        return ()
    return ranked(order.meeting, order.dictionaries)


# ---- minutes -----------------------------------------------------------------------------------------------------


def house_of(order: Order) -> House:
    """How this office writes, and what of this meeting keeps its own spelling."""
    return House(order.style, protected_of(order.acquainted, order.dictionaries))


def _tidy(order: Order, work: WorkFolder, progress: Progress) -> None:
    publish_tidied(work, house_of(order))


def _structure(order: Order, work: WorkFolder, progress: Progress) -> None:
    manner = Manner(order.form.register, house_of(order), order.dictionaries)
    published = publish_minutes(work, order.meeting, manner, _provenance(order, work), order.llm, progress)
    for remark in published.remarks:
        if remark != published.incomplete:
            progress.note(remark)
    if published.incomplete:
        raise Spared(published.incomplete)


def _render(order: Order, work: WorkFolder, progress: Progress) -> None:
    for remark in publish_editions(work, order.form, order.audience, order.terms).remarks:
        progress.note(remark)


def _provenance(order: Order, work: WorkFolder) -> Provenance:
    heard = None if order.is_transcript else work.read(workfolder.RECORDING, Recording).sha256
    told_apart = order.is_transcript or work.path(workfolder.EXCLUSIVE).is_file()
    models = [(stage, model) for stage, model in order.models if told_apart or stage != DIARIZE.name]
    notices = [model.notice for _, model in models if model.notice]
    return Provenance(
        software=f"minutes {__version__}",
        recording=heard or file_hash(order.inputs[0]),
        models=tuple(ModelUse(stage=at, name=m.name, revision=m.revision, sha256=m.sha256) for at, m in models),
        dictionaries={dictionary.name: dictionary.sha256 for dictionary in order.dictionaries},
        notices=tuple(
            dict.fromkeys(notices if told_apart else [*notices, f"{UNTOLD}。発言者はすべて確認が必要です。"])
        ),
    )


# ---- the order of the stages -------------------------------------------------------------------------------------


def _input_state(order: Order) -> list[Any]:
    """Which files, unchanged since: enough to know that a probe would say the same again."""
    states = [(path, path.stat()) for path in order.inputs if path.exists()]
    return [[str(path.resolve()), state.st_size, state.st_mtime_ns] for path, state in states]


def _naming_options(order: Order) -> list[Any]:
    voices = order.voiceprints.state() if order.voiceprints else []
    return [order.acquainted.attendees, [dictionary.sha256 for dictionary in order.dictionaries], voices]


PROBE = Stage("probe", "録音の確認", (), (workfolder.SOURCES,), _input_state, _probe)
NORMALIZE = Stage(
    "normalize",
    "音量の調整",
    (workfolder.SOURCES,),
    (workfolder.AUDIO, workfolder.RECORDING, workfolder.ANY_CHANNEL),
    lambda order: [order.channels, order.treatment],
    _normalize,
)
TRANSCRIBE = Stage(
    "transcribe",
    "文字起こし",
    (workfolder.AUDIO,),
    (workfolder.TRANSCRIPT, workfolder.DOUBTFUL, workfolder.COVERAGE, workfolder.PROMPT),
    lambda order: [
        _recognizer_model(order).sha256,
        _recognizer_model(order).decoding,
        _terms(order),
        inventions_hash(),
    ],
    _transcribe,
    heavy=True,
)
HEAR_CHANNELS = Stage(
    "transcribe",
    "マイクごとの文字起こし",
    (workfolder.AUDIO, workfolder.ANY_CHANNEL),
    (*TRANSCRIBE.leaves, workfolder.TURNS, workfolder.EXCLUSIVE),
    TRANSCRIBE.options,
    _hear_channels,
    heavy=True,
)
DIARIZE = Stage(
    "diarize",
    "話者の区別",
    (workfolder.AUDIO,),
    (workfolder.TURNS, workfolder.EXCLUSIVE),
    lambda order: [
        _engines(order).diarizer_model.sha256,
        _engines(order).diarizer_model.diarizing,
        order.speakers.least,
        order.speakers.most,
    ],
    _diarize,
    beside=True,
    heavy=True,
)
ATTRIBUTE = Stage(
    "attribute",
    "発言者の割り当て",
    (workfolder.TRANSCRIPT, workfolder.TURNS, workfolder.EXCLUSIVE),
    (workfolder.UTTERANCES, workfolder.CORRECTIONS, workfolder.NAMING),
    _naming_options,
    _attribute,
)
IMPORT = Stage(
    "import",
    "文字起こしの読み込み",
    (),
    (workfolder.UTTERANCES, workfolder.CORRECTIONS, workfolder.NAMING),
    lambda order: [_input_state(order), _naming_options(order)],
    _import,
)
TIDY = Stage(
    "tidy",
    "整文",
    (workfolder.UTTERANCES,),
    (workfolder.TIDIED,),
    lambda order: [order.style, sorted(house_of(order).protected.terms)],
    _tidy,
)
STRUCTURE = Stage(
    "structure",
    "議事の整理",
    (workfolder.UTTERANCES, workfolder.TIDIED),
    (workfolder.MINUTES, workfolder.PROVENANCE, workfolder.UNREFLECTED, workfolder.DRAFTING),
    lambda order: [
        order.meeting,
        order.form.register,
        order.style,
        [model.sha256 for _, model in order.models],
        [dictionary.sha256 for dictionary in order.dictionaries],
        order.llm.state() if order.llm else None,
    ],
    _structure,
)
RENDER = Stage(
    "render",
    "文書の作成",
    (
        workfolder.MINUTES,
        workfolder.UTTERANCES,
        workfolder.TIDIED,
        workfolder.CORRECTIONS,
        workfolder.UNREFLECTED,
        workfolder.COVERAGE,
        workfolder.RECORDING,
        workfolder.UNREFLECTED,
        workfolder.MASKS,
    ),
    (workfolder.DOCUMENT, workfolder.PUBLIC_DOCUMENT, workfolder.WITHHELD),
    lambda order: [order.form, order.audience, order.terms],
    _render,
)
SPEECH = (PROBE, NORMALIZE, TRANSCRIBE, DIARIZE, ATTRIBUTE)
