"""Speaks sentences with espeak-ng, in a process of its own: the library keeps global state and may crash.

Reads a JSON list of `[voice, text, path]` from standard input and writes one WAV file each. Not part of Django.
"""

import ctypes
import json
import sys
import wave

import espeakng_loader

_RETRIEVAL = 1  # give the sound to us, play nothing
_UTF8 = 1
_RATE, _PITCH = 1, 3  # parameters of espeak_SetParameter
_WORDS_A_MINUTE = 150
_SOUND = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def speak(sentences: list[tuple[str, str, str]]) -> None:
    """Raise OSError where the library cannot be loaded and ValueError for a voice that it does not have."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate <= 0:
        raise OSError("espeak-ng does not start")
    heard: list[bytes] = []

    def keep(samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int | None) -> int:
        if samples and count > 0:
            heard.append(ctypes.string_at(samples, count * 2))
        return 0

    listener = _SOUND(keep)
    library.espeak_SetSynthCallback(listener)
    for voice, text, path in sentences:
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice “{voice}”")
        library.espeak_SetParameter(_RATE, _WORDS_A_MINUTE, 0)
        library.espeak_SetParameter(_PITCH, 42, 0)
        heard.clear()
        words = text.encode() + b"\0"
        library.espeak_Synth(words, len(words), 0, 0, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        with wave.open(path, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(b"".join(heard))


if __name__ == "__main__":
    speak([tuple(sentence) for sentence in json.load(sys.stdin)])
