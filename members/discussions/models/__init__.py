from .file import PostFile
from .post import Post, PostVersion, Reaction
from .space import Membership, Space
from .thread import ReadMark, Thread
from .watch import BreakGlass, Moderation, Report

__all__ = [
    "BreakGlass",
    "Membership",
    "Moderation",
    "Post",
    "PostFile",
    "PostVersion",
    "Reaction",
    "ReadMark",
    "Report",
    "Space",
    "Thread",
]
