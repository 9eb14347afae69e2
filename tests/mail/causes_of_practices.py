"""What makes the letters and notices about practices, submissions and what is followed; the rest stands in `causes`."""

from datetime import timedelta

from django.utils import timezone

from members.accounts.roles import Role
from members.cities.models import CityPage
from members.notifications.choices import MailList, Wish
from members.notifications.models import Channel
from members.people.following import follow, unfollow
from practices import assigning, coauthors, hiding, renewal, retention, stewards, submitting, vetting
from practices.adoptions import confirm, declare
from practices.lessons import answer_quotation, share_lesson
from practices.models import Assignment, AuthorInvitation, Authorship, Hiding, PracticePage, Quotation, Submission
from practices.moves import State
from search.alerts import send_alerts

from ..discussions.conftest import answer, say
from ..vetting.conftest import ACCEPT, TICKS, write_along
from .causes import CITY, LETTERS, REASON, TEXT, TITLE, inside, letter_of, lost, notice_of, person, room

# -- practices -------------------------------------------------------------------------------------------------


def draft(get, **switches) -> Submission:
    values = {"claim": f"Claim {TEXT}.", "summary": f"About {TEXT}.", "lead_organisation": f"Office {TEXT}"}
    return get("make_submission")(f"Practice {TITLE}", **values | switches)


@notice_of("submission-moved")
def a_submission_moves(get):
    get("bring")(draft(get), to="triage")
    return get("author")


LETTERS["practices/mail/moved"] = a_submission_moves


@notice_of("submission-forgotten")
def a_draft_grows_old(get):
    submission, friend = draft(get), person(get)
    write_along(submission, friend, by=get("author"))
    retention.forget_old_submissions(timezone.now() + timedelta(days=retention.DRAFT_DAYS - retention.NOTICE_DAYS + 1))
    return friend


LETTERS["practices/mail/forgetting"] = a_draft_grows_old


@lost("submission-moved", "submission-forgotten")
def writes_it_no_more(get, user):
    Authorship.objects.filter(user=user).delete()


def quoted(get):
    """Somebody's words, and the one who quotes them and shares the lesson."""
    space = room(get)
    writer, sharer = inside(get, space, "Writer"), inside(get, space, "Sharer")
    said = say(space, writer, f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    post = answer(said.thread, sharer, f"> Who knows {TEXT}?\n\nWe do {TEXT}.", quotes=[said])
    share_lesson(post, by=sharer, title=f"Practice {TITLE}")
    return writer, sharer


@notice_of("quotation-asked")
def is_quoted(get):
    return quoted(get)[0]


@lost("quotation-asked")
def the_draft_is_handed_in(get, user):
    Submission.objects.update(state=State.SUBMITTED)


@notice_of("quotation-given")
def who_is_quoted_agrees(get):
    writer, sharer = quoted(get)
    answer_quotation(Quotation.objects.get(), by=writer, agree=True)
    return sharer


@lost("quotation-given")
def the_draft_is_theirs_no_more(get, user):
    Authorship.objects.filter(user=user).delete()


@notice_of("asked-along")
def is_asked_along(get):
    user = person(get, listed=True)
    coauthors.ask_along(draft(get), by=get("author"), profile=user.profile)
    return user


@lost("asked-along")
def is_asked_no_more(get, user):
    row = AuthorInvitation.objects.select_related("submission").get()
    coauthors.take_back_invitation(row.submission, row.key, by=get("author"))


@letter_of("practices/mail/asked_along")
def is_asked_along_by_address(get):
    user = person(get)
    coauthors.ask_along(draft(get), by=get("author"), address=user.email)
    return user


@notice_of("review-asked")
def a_review_is_asked(get):
    get("bring")(draft(get), to="in_review")
    return get("judges")[0]


LETTERS["practices/mail/review_asked"] = a_review_is_asked


@lost("review-asked")
def the_round_is_over(get, user):
    Submission.objects.update(state=State.DECISION)


@lost("review-asked")
def the_review_is_given_to_another(get, user):
    assigning.unassign(Assignment.objects.get(reviewer=user), by=get("editor"))


@notice_of("cosign-asked")
def a_city_is_asked_to_co_sign(get):
    focal = person(get, city=get("town"), roles=[Role.FOCAL_POINT])
    submission = draft(get)
    submitting.submit(submission, by=get("author"), based_on=submission.revision, checklist=TICKS, rights=True)
    return focal


@lost("cosign-asked")
def a_colleague_co_signs(get, user):
    vetting.cosign(Submission.objects.get(), by=person(get, city=get("town"), roles=[Role.FOCAL_POINT]))


@notice_of("desk-waits")
def something_waits_on_the_desk(get):
    get("bring")(draft(get), to="safeguarding")
    return get("guard")


@notice_of("desk-called")
def a_round_is_complete(get):
    get("bring")(draft(get))
    return get("editor")


@lost("desk-waits", "desk-called")
def its_author_withdraws_it(get, user):
    Submission.objects.update(state=State.WITHDRAWN)


@notice_of("owner-asked")
def an_editor_asks_who_looks_after_it(get):
    page = published(get)
    PracticePage.objects.filter(pk=page.pk).update(needs_owner=True)
    user = person(get, listed=True)
    stewards.name_owner(PracticePage.objects.get(pk=page.pk), by=get("editor"), profile=user.profile)
    return user


@lost("owner-asked")
def another_is_asked_instead(get, user):
    stewards.name_owner(PracticePage.objects.get(), by=get("editor"), address=person(get).email)


def published(get, **more) -> PracticePage:
    page = get("make_practice")(f"Practice {TITLE}", claim=f"Claim {TEXT}.", summary=f"About {TEXT}.", **more)
    page.save_revision().publish()
    return page


@notice_of("practice-hidden")
def a_practice_is_hidden(get):
    get("guard")
    hiding.raise_concern(published(get).translation_key, text=f"Somebody is {REASON}.", contact="reach@canary.test")
    return get("guard")


LETTERS["practices/mail/hidden"] = a_practice_is_hidden


@lost("practice-hidden")
def somebody_looked_at_it(get, user):
    hiding.show_again(Hiding.objects.get(), by=person(get, roles=[Role.SAFEGUARDING]), note=f"Not {REASON}.")


@notice_of("practice-renewal")
def a_practice_is_due(get):
    page = vetting.accept(get("bring")(draft(get)), by=get("editor"), **ACCEPT).practice
    PracticePage.objects.filter(pk=page.pk).update(valid_until=timezone.localdate() + timedelta(days=30))
    renewal.ask_owners()
    return get("author")


LETTERS["practices/mail/renew"] = a_practice_is_due


@lost("practice-renewal", "adoption-declared", "adoption-answered")
def the_practice_is_taken_off(get, user):
    PracticePage.objects.get().unpublish()


def adopted(get):
    """A practice of one city that another takes up, each with who speaks for it."""
    origin, adopter = get("make_city")(CITY.title()), get("make_city")(f"Other {CITY}", "FR")
    owner, focal = (person(get, city=city, roles=[Role.FOCAL_POINT]) for city in (origin, adopter))
    page = published(get, cities=[origin])
    return owner, focal, declare(page, adopter, user=focal, result=f"It was {TEXT}.")


@notice_of("adoption-declared")
def a_city_takes_it_up(get):
    return adopted(get)[0]


@notice_of("adoption-answered")
def the_owner_answers(get):
    owner, focal, adoption = adopted(get)
    confirm(adoption, user=owner)
    return focal


@notice_of("adopted-changed")
def what_was_adopted_changes(get):
    _owner, focal, _adoption = adopted(get)
    get("guard")
    hiding.raise_concern(PracticePage.objects.get().translation_key, text=f"Somebody is {REASON}.")
    return focal


# -- what is followed, and what goes wrong ---------------------------------------------------------------------


@notice_of("followed-news")
def what_is_followed_has_news(get):
    user, city = person(get), get("make_city")(CITY.title())
    Channel.objects.create(user=user, name=MailList.FOLLOWING, wish=Wish.AT_ONCE)
    follow(user, city.pages.get())
    send_alerts()
    published(get, cities=[city])
    send_alerts()
    return user


@lost("followed-news")
def follows_it_no_more(get, user):
    unfollow(user, "city", user.followings.get().target)


@lost("followed-news")
def the_city_is_not_shown_any_more(get, user):
    CityPage.objects.get(pk=user.followings.get().target).unpublish()
