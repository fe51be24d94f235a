"""The pictures of a body: which images it shows, and the rendition a page shows of each."""

from typing import Any, Final

FITTING: Final = "max-1600x1600"


def pictures_in(body: Any) -> list[Any]:
    """Return the images a body shows, each once."""
    found = {block.value["image"].pk: block.value["image"] for block in body if _shows(block)}
    return list(found.values())


def picture_of(image: Any) -> dict[str, Any]:
    """Return the attributes of an image's element on a page. Renditions carry no EXIF: they are drawn anew."""
    shown = image.get_rendition(FITTING)
    return {"src": shown.url, "width": shown.width, "height": shown.height}  # not lazy: paper gets it, too


def _shows(block: Any) -> bool:
    return bool(block.block_type == "picture" and block.value["image"] is not None)
