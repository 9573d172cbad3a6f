"""A window of what was said → the draft of its minutes, by one configured LLM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minutes.domain import Meeting, Sent
from minutes.structure.exchanges import exchanges
from minutes.structure.extractive import Register
from minutes.structure.llm.asker import Asker
from minutes.structure.llm.client import Message
from minutes.structure.llm.data import as_data, row
from minutes.structure.llm.draft import Draft, draft_of
from minutes.structure.llm.prompts import Prompts, load_prompts
from minutes.structure.llm.reply import MinutesReply
from minutes.structure.llm.window import Line, Window, label_of, size_of, windows
from minutes.structure.topics import Section
from minutes.structure.turns import turns

FOR_COMPLAINTS = 0.25  # of what the prompt leaves; a window has to be sent back with what was wrong


class Writer:
    """Asks for minutes window by window. What is sent is masked, what comes back is restored and not yet checked."""

    def __init__(self, asker: Asker, prompts: Prompts | None = None) -> None:
        self.asker = asker
        self.prompts = prompts or load_prompts()

    @property
    def sent(self) -> Sent | None:
        """What has been sent for this meeting (see `Asker.sent`)."""
        return self.asker.sent()

    def windows(self, section: Section, meeting: Meeting, chair: str | None, register: Register) -> tuple[Window, ...]:
        """The item in windows that fit this endpoint's requests, measured as they will be sent. `chair`: the chair's key."""
        talk = exchanges(turns(section.sentences, chair), meeting)
        leads = label_of(chair)
        parts = [exchange.sentences for exchange in talk]
        empty = Window(section.title, (), leads)
        return windows(
            section.title, parts, self._room(empty, register), leads, lambda line: size_of(self._masked(line))
        )

    def write(
        self, window: Window, register: Register, previous: Draft | None = None, complaints: Sequence[str] = ()
    ) -> Draft:
        """The window's minutes. With `previous` and `complaints` it is sent back with what was wrong. Raises LlmFailed."""
        messages = self._question(window, register)
        if complaints:
            messages += self._sent_back(messages, previous or Draft(), complaints)
        reply = self.asker.ask(messages, MinutesReply)
        return draft_of(reply, window, self.asker.protection)

    def _question(self, window: Window, register: Register) -> list[Message]:
        """Rules and data in messages of their own, so that nothing said in the meeting stands among the rules."""
        mask = self.asker.mask
        chair = mask(window.chair) if window.chair is not None else None
        rows = [self._masked(line).fields() for line in window.lines]
        data = as_data({"item": mask(window.item_title), "chair": chair}, "lines", rows)
        return [
            {"role": "system", "content": self.prompts.system(register)},
            {"role": "user", "content": self.prompts["window"] + data},
        ]

    def _masked(self, line: Line) -> Line:
        return replace(line, speaker=self.asker.mask(line.speaker), text=self.asker.mask(line.text))

    def _sent_back(self, asked: Sequence[Message], previous: Draft, complaints: Sequence[str]) -> list[Message]:
        """The previous answer where there is room for it, and as many complaints as fit; the first at least in part."""
        left = self.asker.endpoint.max_input_chars - sum(len(message["content"]) for message in asked)
        rows = [{"text": self.asker.mask(complaint)} for complaint in complaints]
        while len(rows) > 1 and len(self._complaint(rows)) > left:
            rows.pop()
        too_long = len(self._complaint(rows)) - left
        if too_long > 0:  # a sentence without end: its beginning tells which one is meant
            rows = [{"text": rows[0]["text"][:-too_long]}]
        complaint = self._complaint(rows)
        answer = self._as_reply(previous)
        messages = [{"role": "user", "content": complaint}]
        if len(answer) + len(complaint) <= left:
            messages.insert(0, {"role": "assistant", "content": answer})
        return messages

    def _complaint(self, rows: Sequence[dict[str, str]]) -> str:
        return self.prompts["complaints"] + as_data({}, "complaints", rows)

    def _as_reply(self, draft: Draft) -> str:
        """A draft in the words of a reply, masked again."""
        mask = self.asker.mask

        def masked(text: str | None) -> str | None:
            return None if text is None else mask(text)

        return row(
            {
                "statements": [
                    {
                        "kind": one.kind,
                        "speaker": masked(one.speaker) or "",
                        "evidence": list(one.evidence),
                        "text": mask(one.text),
                    }
                    for one in draft.statements
                ],
                "decisions": [{"evidence": list(one.evidence), "text": mask(one.text)} for one in draft.decisions],
                "actions": [
                    {
                        "evidence": list(one.evidence),
                        "text": mask(one.text),
                        "owner": masked(one.owner),
                        "due": masked(one.due),
                    }
                    for one in draft.actions
                ],
            }
        )

    def _room(self, empty: Window, register: Register) -> int:
        """Characters for the lines of a window: what the prompt and a later complaint leave of a request."""
        fixed = sum(len(message["content"]) for message in self._question(empty, register))
        return max(int((self.asker.endpoint.max_input_chars - fixed) * (1 - FOR_COMPLAINTS)), 1)
