"""The one knob for the size of what is generated; `samples` and `strategies` say what each step holds."""

from typing import Literal, TypeAlias

DetailName: TypeAlias = Literal["minimal", "typical", "rich"]
