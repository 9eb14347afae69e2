"""The form in which organisers edit an event in the CMS."""

from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """Carries each takeaway's number through drafts, whose rows have nothing else to be told by."""

    def save(self, commit=True):
        given: set[int] = set()
        for form in self.takeaway_forms():
            number = form.cleaned_data.get("number") or 0
            if number > self.instance.last_number or number in given:
                number = 0  # only numbers that were given are carried on; a new row gets its own when saved
            form.instance.number = number
            given.add(number)
        return super().save(commit)

    def takeaway_forms(self) -> list:
        formset = self.formsets.get("takeaways")
        return [form for form in formset.forms if form not in formset.deleted_forms] if formset else []

    def get_field_updates_for_resave(self) -> list:
        """After the CMS saved by itself, tell the open form the numbers that new takeaways got."""
        numbers = [(form.add_prefix("number"), str(form.instance.number)) for form in self.takeaway_forms()]
        return [*super().get_field_updates_for_resave(), *numbers]
