"""The letters about one's account. They go to whoever has it, in whatever state: each tells of something that happened."""

from collections.abc import Mapping

from network_site.mail.kinds import letter
from network_site.mail.models import Letter

NOTICE = "accounts/mail/notice"
WRITTEN = "accounts/mail/written"


@letter(NOTICE)
@letter(WRITTEN)
@letter("accounts/mail/factor_reset_asked")
@letter("accounts/mail/factor_reset_confirmed")
@letter("accounts/mail/factor_reset_done")
def as_it_is(row: Letter) -> Mapping:
    return row.values
