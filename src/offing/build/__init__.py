"""Publishers' files → snapshots → the index; and the index, bundled tables and the user's own lists → the lists as of a day."""

from offing.build.opening import Loaded, OpenLists, open_lists, prepare
from offing.build.updating import Updated, files_for, update

__all__ = ["Loaded", "OpenLists", "Updated", "files_for", "open_lists", "prepare", "update"]
