"""A practice's way through the pages, each step by the one whose it is: only addresses and forms, no verb is called."""

import re
import uuid
from dataclasses import dataclass, field

from django.test import Client

from practices.criteria import CRITERIA
from practices.models import Submission
from practices.readiness import CHECKLIST
from practices.steps import STEPS

TICKS = [name for name, _words in CHECKLIST]
TYPED = {
    "what": {
        "claim": "Young people find somebody to talk to.", "summary": "A youth worker is there every evening.",
        "lead_organisation": "An office for youth", "lead_kind": "municipality",
    },
    "where": {"scale": "neighbourhood", "started": "2021", "running_state": "running"},
    "problem": {"problem": "Nobody was there in the evenings.", "target_groups": ["youth"]},
    "action": {"what_is_done": "The door is open from six to ten.", "cost_band": "2"},
    "results": {"what_did_not_work": "Leaflets.", "lessons": "Stay longer than the first winter."},
    "transfer": {"may_not_fit": "Where the club has closed."},
}  # fmt: skip


def browser_of(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@dataclass
class Walk:
    """Who takes part, and where the submission is."""

    author: object
    editor: object
    guard: object
    judges: tuple
    theme: int
    title: str = "Open door in the evening"
    key: str = ""
    said: list = field(default_factory=list)

    @property
    def work(self) -> str:
        return f"/work/{self.key}/"

    @property
    def desk(self) -> str:
        return f"/desk/s/{self.key}/"

    @property
    def row(self) -> Submission:
        return Submission.objects.get(key=self.key)

    @property
    def page(self) -> str:
        return self.row.practice.get_url()

    def reads(self, who, address: str) -> str:
        return browser_of(who).get(address, follow=True).content.decode()

    def sends(self, who, address: str, expect: int = 302, /, **values):
        answer = browser_of(who).post(address, values)
        assert answer.status_code == expect, (address, answer.status_code, shown(answer))
        return answer

    def begins(self, **switches) -> "Walk":
        """The author writes a snapshot, step by step."""
        sent = {"title": self.title, "extent": "snapshot", "language": "en", "form_key": str(uuid.uuid4())}
        self.key = re.search(r"/work/([^/]+)/", self.sends(self.author, "/share/", **sent).url)[1]
        for step in STEPS:
            typed = TYPED.get(step.name, {}) | ({"themes": [self.theme]} if step.name == "what" else {})
            self.writes(step.name, **typed | (switches if step.name == "people" else {}))
        return self

    def writes(self, step: str, *, by=None, expect: int = 302, **typed):
        """One step of the form, sent as the page has it and with what is typed."""
        by = by or self.author
        form = browser_of(by).get(f"{self.work}{step}/").context["form"]
        sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", False)}
        for rows in form.parts.values():
            sent |= {one.html_name: one.value() for one in rows.management_form}
        return self.sends(by, f"{self.work}{step}/", expect, **sent | typed)

    def hands_in(self) -> None:
        self.sends(self.author, f"{self.work}check/", based_on=self.row.revision, checklist=TICKS, rights="on")

    def is_cleared(self) -> None:
        self.sends(self.guard, self.desk, do="safeguard", move="clear")

    def is_taken_on(self) -> None:
        self.sends(self.editor, self.desk, do="take-on")

    def asks(self, *judges) -> None:
        for judge in judges or self.judges:
            self.sends(self.editor, self.desk, do="assign", reviewer=str(judge.key))

    def is_judged(self, *judges, scores: int = 2, levels=("E1", "E1")) -> None:
        for judge, level in zip(judges or self.judges, levels, strict=False):
            row = self.row.assignments.get(reviewer=judge, round=self.row.round)
            if row.state == "asked":
                self.sends(judge, f"/reviews/{row.key}/", do="no-conflict")
            given = {f"score-{one.name}": str(scores) for one in CRITERIA}
            given |= {f"words-{one.name}": "Because." for one in CRITERIA}
            self.sends(judge, f"/reviews/{row.key}/", do="hand-in", evidence=level, strengths="Clear.", **given)

    def to_decision(self) -> "Walk":
        self.hands_in()
        self.is_cleared()
        self.is_taken_on()
        self.asks()
        self.is_judged()
        return self

    def is_accepted(self, expect: int = 302):
        sent = {"note": "It is published.", "strengths": "Clear about what failed.", "cautions": "Small numbers."}
        return self.sends(self.editor, self.desk, expect, do="accept", evidence="E1", checklist=TICKS, **sent)

    def published(self, **switches) -> "Walk":
        self.begins(**switches).to_decision().is_accepted()
        return self


def shown(answer) -> str:
    """What an answer says was wrong."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())[:1500]
