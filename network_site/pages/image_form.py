"""The CMS's form for pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Wagtail's form, made safe against pictures that break off: its own field ends in an error page on them."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            read = field.to_python

            def to_python(data: Any) -> Any:
                try:
                    return read(data)
                except (OSError, SyntaxError, ValueError, EOFError) as error:
                    raise ValidationError(field.error_messages["invalid_image"], code="invalid_image") from error

            field.to_python = to_python  # type: ignore[method-assign]
