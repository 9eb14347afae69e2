"""The form in which editors work on a practice in the CMS."""

from wagtail.admin.forms import WagtailAdminPageForm


class PracticePageForm(WagtailAdminPageForm):
    """Lets the rules of an entry see its cities as they stand in the form, and leaves drafts in peace."""

    def clean(self):
        cleaned = super().clean()
        # Cities are copied to the page only after its rules were asked, which would then ask about the old ones.
        if "cities" in cleaned:
            self.instance.cities = cleaned["cities"]
        self.instance.unfinished = self.is_deferred_validation
        return cleaned
