"""Public notes: the list, one note, writing one, and being asked for words."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.accounts.doors import PrivateView
from members.discussions.models import Post
from members.discussions.views.rooms import RoomView, asks
from network_site.pages.gone import gone

from ..choices import NoteState
from ..forms import MessageForm, NoteForm
from ..marks import marks, reasons_in
from ..models import Note, NoteWords, Question
from ..models.note import TEXTS
from ..notes import give_back, hand_in, keys_at, keys_of, publish, withdraw_note
from ..permissions import can_publish, can_withdraw_note, can_write_note
from ..words import answer_words
from .asking import labelled

PER_PAGE = 20


class NoteListView(PrivateView):
    """What helped elsewhere, for everybody."""

    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 and int(asked) else 1
        start = (number - 1) * PER_PAGE
        rows = list(
            Note.objects.visible_to(None).prefetch_related("themes__terms").in_order()[start : start + PER_PAGE + 1]
        )
        context = {"notes": rows[:PER_PAGE], "number": number, "has_next": len(rows) > PER_PAGE}
        return render(request, "asking/note_list.html", context)


class NoteView(RoomView):
    """One note at its own address: for everybody once it is published; before that for its writer and for facilitators."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return PrivateView.dispatch(self, request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        if Note.objects.withdrawn().filter(key=key).exists():
            return gone(request)
        return self.show(self.find(key))

    def find(self, key) -> Note:
        return self.one(
            Note.objects.visible_to(self.user).exclude(state=NoteState.WITHDRAWN).prefetch_related("themes__terms"), key
        )

    def post(self, request: HttpRequest, key) -> HttpResponse:
        note, verb = self.find(key), asks(request, "publish", "give-back", "withdraw")
        if verb == "withdraw":
            if not can_withdraw_note(self.user, note):
                raise Http404
            done = _("The note is withdrawn. Copies that others made are not in our hands.")
            self.attempt(withdraw_note, note, by=self.user, done=done)
            return redirect("asking:notes")
        if not can_publish(self.user, note):
            raise Http404
        if verb == "give-back":
            form = MessageForm(request.POST)
            if not form.is_valid():
                return self.show(note, form, status=422)
            self.attempt(give_back, note, by=self.user, done=_("It is with its writer again."), **form.cleaned_data)
            return redirect("asking:queue")
        asked = request.POST.get("revision", "")
        revision = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
        self.attempt(publish, note, by=self.user, revision=revision, done=_("The note is published."))
        return redirect(note)

    def show(self, note: Note, form: MessageForm | None = None, *, status: int = 200) -> HttpResponse:
        looks = can_publish(self.user, note)
        context = {
            "note": note, "looks": looks, "may_withdraw": can_withdraw_note(self.user, note),
            "is_mine": note.asker_id is not None and note.asker_id == self.user.pk, "form": form or (MessageForm() if looks else None),
        }  # fmt: skip
        return render(self.request, "asking/note.html", context, status=status)


class NoteWriteView(RoomView):
    """Make a public note of one's closed question."""

    def find(self, key) -> Question:
        question = self.one(Question.objects.of(self.user).select_related("thread"), key)
        if not can_write_note(self.user, question):
            raise Http404
        return question

    def note(self, question: Question) -> Note | None:
        found = Note.objects.of(self.user).filter(question=question).prefetch_related("others_words").first()
        if found and found.state == NoteState.WITHDRAWN:
            raise Http404
        return found

    def get(self, request: HttpRequest, key) -> HttpResponse:
        question = self.find(key)
        note = self.note(question)
        initial = {"language": note.language if note else question.language} | (note.texts if note else {})
        return self.show(
            question, NoteForm(initial=initial, languages=[question.language]), keys_of(note) if note else []
        )

    def post(self, request: HttpRequest, key) -> HttpResponse:
        question = self.find(key)
        self.note(question)
        form = NoteForm(request.POST, languages=[question.language])
        practices = [*request.POST.getlist("practice")[:20], *keys_at(request.POST.get("addresses", ""))]
        if not form.is_valid():
            return self.show(question, form, practices, status=422)
        values = {name: form.cleaned_data[name] for name in (*TEXTS, "language")}
        note = self.attempt(
            hand_in, question, by=self.user, values=values, practices=practices, reasons=request.POST, consent=form.cleaned_data["consent"],
            form=form, done=_("Your note is handed in. A facilitator looks at it before anybody else reads it."),
        )  # fmt: skip
        return redirect("asking:note-write", key) if note else self.show(question, form, practices, status=422)

    def show(self, question: Question, form: NoteForm, practices: list[str], *, status: int = 200) -> HttpResponse:
        note = self.note(question)
        texts = {name: str(form[name].value() or "")[:6000] for name in TEXTS}
        reasons: Any = form.data if form.is_bound else reasons_in(note.kept if note else [])
        found = marks(texts, str(form["language"].value() or "")[:10], reasons) if form.is_bound or note else []
        waiting = note is not None and any(row.consent != "given" for row in note.others_words.all())
        context = {
            "question": question, "note": note, "form": form, "marks": labelled(found, form), "chosen": practices, "waiting": waiting,
        }  # fmt: skip
        return render(self.request, "asking/note_write.html", context, status=status)


class WordsView(RoomView):
    """Words of mine stand in somebody's note: yes or no."""

    def find(self, key: UUID) -> NoteWords:
        return self.one(NoteWords.objects.visible_to(self.user).select_related("note"), key)

    def get(self, request: HttpRequest, key) -> HttpResponse:
        row = self.find(key)
        standing = Post.objects.visible_to(self.user).filter(key=row.post_key).first()
        return render(request, "asking/words.html", {"row": row, "note": row.note, "standing": standing})

    def post(self, request: HttpRequest, key) -> HttpResponse:
        row, agree = self.find(key), asks(request, "agree", "refuse") == "agree"
        done = (
            _("You agreed. Thank you.")
            if agree
            else _("Your words stay where they are. Nobody is told who did not agree.")
        )
        self.attempt(answer_words, row, by=self.user, agree=agree, done=done)
        return (
            redirect("asking:words", key)
            if NoteWords.objects.visible_to(self.user).filter(pk=row.pk).exists()
            else redirect("asking:mine")
        )
