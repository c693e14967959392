"""What the scripts of the upload page say, in the language of the editor. `{…}` is filled in by them."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "waiting": _("Waits for its turn"),
        "starting": _("Begins"),
        "sending": _("{percent} % · {speed} a second · {left} left"),
        "paused": _("Paused at {percent} %"),
        "lost": _("The connection is lost at {percent} %. It goes on by itself; next try in {seconds} s."),
        "checking": _("All of it has arrived. The file is being checked."),
        "fileless": _("{percent} % are here. Choose or drop the same file to go on."),
        "failed": _("Stopped: {reason}"),
        "finished": _("Uploaded"),
        "loggedOut": _("You are logged out, or may not do this. Log in again in another tab, then press “Go on”."),
        "gone": _("The server does not know this upload any more. “Try again” begins it anew."),
        "other": _("That is another file. Wanted is “{name}” with {size}, unchanged."),
        "empty": _("“{name}” is empty."),
        "large": _("“{name}” has {size}; at most {limit} are accepted."),
        "double": _("“{name}” is in the list already."),
        "single": _("Only one file can take the place of the present one."),
        "unknown": _("The server did not say why."),
        "pause": _("Pause"),
        "goOn": _("Go on"),
        "retry": _("Try again"),
        "choose": _("Choose the file"),
        "remove": _("Remove"),
        "hide": _("Take off this list"),
        "removed": _("“{name}” was removed."),
        "leaving": _("Files are still on their way."),
        "seconds": _("{count} s"),
        "minutes": _("{count} min"),
        "hours": _("{count} h"),
    }
