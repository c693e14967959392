"""The code of a certificate: 26 random characters (130 bits) and two that catch typing errors.

The characters are Crockford's base 32: no I, L, O, U, so that nothing printed can be read as something else. The whole is a
number N · 1024 + N mod 1021. As 1021 is a prime in which 32 has an order above 28, every single wrong character and every two
characters swapped are noticed; of all other errors one in 1021 is not, and that one meets 2¹³⁰ codes.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
_BITS = 130
_CHECK = 1021
# As people read and type: letters that look like a figure, and Cyrillic ones that look like a Latin one.
_LOOKALIKES = str.maketrans("OILАВЕКМНРСТХЈЅОІ", "011ABEKMHPCTXJS01")


def _written(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def new_code() -> str:
    """Return a code that nobody can guess, without its hyphens."""
    number = secrets.randbits(_BITS)
    return _written(number << 10 | number % _CHECK)


def canonical(typed: str) -> str:
    """Return what was typed as codes are kept: capital letters, no hyphens or blanks, lookalikes put right."""
    return "".join(typed.upper().translate(_LOOKALIKES).replace("-", " ").split())


def is_well_formed(code: str) -> bool:
    """Say whether `code`, in its canonical form, can be a code at all; a typing error cannot."""
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return False
    number = 0
    for character in code:
        number = number << 5 | ALPHABET.index(character)
    return (number >> 10) % _CHECK == number & 1023


def grouped(code: str) -> str:
    """Return the code as it is printed: groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
