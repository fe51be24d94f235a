"""Boards, what must hang on them, what does, the photos that prove it, objections."""

from gongkai.apps.boards.models.board import Board, BoardMatter
from gongkai.apps.boards.models.posting import Objection, Photo, Posting, Side, Way

__all__ = ["Board", "BoardMatter", "Objection", "Photo", "Posting", "Side", "Way"]
