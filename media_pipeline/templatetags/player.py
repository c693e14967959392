"""The player's words, in the language of the page."""

import json

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def player_words() -> str:
    """Return a JSON object: what media-chrome says in English → how this page says it, and what our own script says.

    A word in braces is filled in by the script.
    """
    theirs = {
        "play": _("Play"),
        "pause": _("Pause"),
        "mute": _("Sound off"),
        "unmute": _("Sound on"),
        "volume": _("Volume"),
        "seek": _("Position"),
        "enter picture in picture mode": _("Picture in picture"),
        "exit picture in picture mode": _("Back into the page"),
        "enter fullscreen mode": _("Full screen"),
        "exit fullscreen mode": _("Leave full screen"),
        "playback time": _("Time"),
        "media loading": _("The video is loading."),
        "video player": _("Video player"),
        "video not loaded, unknown time.": _("not loaded yet"),
    }
    ours = {
        "position": _("{now} of {whole}"),
        "captions": _("Captions: {language}"),
        "no captions": _("Captions off"),
        "speed": _("Speed {rate}"),
        "level": _("Volume {percent} %"),
        "auto": _("Auto"),
        "auto at": _("Auto ({size})"),
        "link": _("Copy the link at {at}"),
        "copied": _("The link at {at} is copied."),
        "in address": _("The link at {at} stands in the address bar."),
        "chapter": _("Chapter: {title}"),
    }
    return json.dumps(theirs | ours, ensure_ascii=False)
