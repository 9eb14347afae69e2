"""Two accounts whose addresses look alike cannot exist, whatever alphabets their letters come from."""

from .addresses import normalise_address, skeleton
from .models import User


def looks_like_another(address: str) -> bool:
    """Whether there is an account with another address that the eye cannot tell from this one."""
    address = normalise_address(address)
    return User.objects.filter(skeleton=skeleton(address)).exclude(email=address).exists()
