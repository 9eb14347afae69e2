"""A city's form in the CMS."""

from wagtail.admin.forms import WagtailAdminModelForm


class CityForm(WagtailAdminModelForm):
    """Fills what was left empty from the gazetteer, as the form's help text promises."""

    def save(self, commit: bool = True):
        from .actions import complete_from_gazetteer

        complete_from_gazetteer(self.instance)
        return super().save(commit)
