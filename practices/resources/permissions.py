"""Who may do what with the bibliography."""


def can_add_works(user) -> bool:
    """Whoever may add a single work in the CMS may add a list of them."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin") and user.has_perm("resources.add_resource")
