"""The sentences of the cue editor's script. A word in {braces} is filled in there."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        # What is wrong with a cue.
        "empty": _("There is no text."),
        "order": _("It ends before it begins."),
        "overlap": _("It overlaps the next one."),
        "late": _("It lies beyond the end of the video."),
        "fast": _("{speed} letters a second; 20 can be read."),
        "lines": _("{lines} lines; 2 fit."),
        "long": _("A line of {longest} letters; 42 fit."),
        # Where one is.
        "nth": _("Cue {n} of {count}"),
        "none": _("No cue yet. Play the video and insert one where somebody begins to speak."),
        "measure": _("{speed} letters a second, longest line {longest}"),
        "noTime": _("Not a time. Write it like 1:02.500."),
        "counted": _("{count} cues, {flagged} with a remark"),
        # What was done.
        "split": _("Split."),
        "joined": _("Joined with the next one."),
        "inserted": _("Inserted."),
        "deleted": _("Deleted."),
        "shifted": _("Moved by {seconds} s."),
        "filled": _("{count} cues added."),
        "emptied": _("{count} cues without text deleted."),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "loopOn": _("This cue is repeated."),
        "loopOff": _("No longer repeated."),
        "nothing": _("Nothing to do here."),
        "noVideo": _("There is no video to play yet."),
        # Saving.
        "saved": _("Saved."),
        "unsaved": _("Not saved yet; a draft is kept in this browser."),
        "notKept": _("Not saved yet, and this browser keeps no draft: save soon."),
        "saving": _("Saving …"),
        "cleaned": _("Saved. Some signs cannot stand in such a text and were taken out."),
        "offline": _("Not saved: the server did not answer. Your text is still here."),
        "login": _("Not saved: you are logged out. Log in in another tab, then save again. Your text is still here."),
        "draft": _("Your unsaved text from {when} is back. Undo takes you to what is saved."),
        "staleDraft": _(
            "Your unsaved text from {when} is back. The saved one was changed after you began: compare before you save."
        ),
    }
