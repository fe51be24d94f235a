"""Sheets for a notice board (公示栏张贴件): pure, from the HTML of records to a PDF of A4 or A3."""

from gongkai.core.posters.pdf import PAPERS, render
from gongkai.core.posters.poster import Poster

__all__ = ["PAPERS", "Poster", "render"]
