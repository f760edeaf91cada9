"""What production adds to a message beyond the schema: the records of one call, its dialogue, its report."""

from .conversation import Conversation
from .message import Dressing, dressing
from .sizes import detail_of
from .tools import flattened

__all__ = ["Conversation", "Dressing", "detail_of", "dressing", "flattened"]
