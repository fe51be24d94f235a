"""Every act on a disclosure: one call, one transaction, one row of the log."""

from gongkai.apps.publishing.services.publication import publish, withdraw
from gongkai.apps.publishing.services.tree import home_of, media_folder_of
from gongkai.apps.publishing.services.writing import edit, hand_in

__all__ = ["edit", "hand_in", "home_of", "media_folder_of", "publish", "withdraw"]
