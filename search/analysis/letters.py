"""How letters beyond the Latin alphabet of ASCII are read. Each letter has its readings, the usual one first.

A letter with several readings is indexed and asked for in all of them, because people type all of them: Đorđević is
written Djordjevic and Dordevic, Ødegård is written Odegard and Oedegaard.
"""

# Composed letters come before marks are dropped: й, ѓ and ќ would otherwise lose what makes them letters.
LETTERS: dict[str, tuple[str, ...]] = {
    # Latin of the eight locales and of names in them
    "đ": ("dj", "d"),
    "ø": ("o", "oe"),
    "å": ("a", "aa"),
    "æ": ("ae",),
    "œ": ("oe",),
    "ß": ("ss",),
    "ł": ("l",),
    "ð": ("d",),
    "þ": ("th",),
    "ŋ": ("n", "ng"),
    "ŧ": ("t",),
    "ħ": ("h",),
    "ı": ("i",),
    "ǥ": ("g",),
    "ʒ": ("z",),
    # Cyrillic: Serbian and Macedonian
    "а": ("a",),
    "б": ("b",),
    "в": ("v",),
    "г": ("g",),
    "д": ("d",),
    "ђ": ("dj", "d"),
    "ѓ": ("gj", "g"),
    "е": ("e",),
    "ѐ": ("e",),
    "ж": ("z",),
    "з": ("z",),
    "ѕ": ("dz",),
    "и": ("i",),
    "ѝ": ("i",),
    "ј": ("j",),
    "к": ("k",),
    "л": ("l",),
    "љ": ("lj",),
    "м": ("m",),
    "н": ("n",),
    "њ": ("nj",),
    "о": ("o",),
    "п": ("p",),
    "р": ("r",),
    "с": ("s",),
    "т": ("t",),
    "ћ": ("c",),
    "ќ": ("kj", "k"),
    "у": ("u",),
    "ф": ("f",),
    "х": ("h",),
    "ц": ("c",),
    "ч": ("c",),
    "џ": ("dz",),
    "ш": ("s",),
    # Cyrillic of neighbours, for names: Bulgarian, Russian, Ukrainian
    "й": ("j",),
    "щ": ("st", "sc"),
    "ъ": ("a", ""),
    "ы": ("y",),
    "ь": ("",),
    "э": ("e",),
    "ю": ("ju",),
    "я": ("ja",),
    "ё": ("e", "jo"),
    "є": ("je",),
    "і": ("i",),
    "ї": ("ji",),
    "ґ": ("g",),
}

# Romanian of old keyboards: the cedilla stands for the comma. Lemmatisers know the comma only.
CEDILLAS = str.maketrans({"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"})

# What people type for a letter with a mark when their keyboard has none.
DIGRAPHS = {"sh": "s", "ch": "c", "zh": "z"}
