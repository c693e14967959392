"""Codes and credentials that were never issued: what a slip, a vandal and a forger make of a genuine one."""

import base64
import json
import random
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from learning.signatures import base64url, compact
from learning.verify_code import ALPHABET, is_well_formed, new_code

Dice = random.Random


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _other_letter(token: str, dice: Dice) -> str:
    head, payload, _signature = token.split(".")
    at = dice.randrange(len(head) + len(payload) + 1)  # in what is signed
    return token[:at] + dice.choice("ABCabc012-_.=") + token[at + 1 :]


def _other_signature(token: str, dice: Dice) -> str:
    signed, _, signature = token.rpartition(".")
    flipped = bytearray(_plain(signature))
    flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return f"{signed}.{base64url(bytes(flipped))}"


def _other_claim(token: str, dice: Dice) -> str:
    """Another name, course or day, under the genuine signature."""
    head, payload, signature = token.split(".")
    said = json.loads(_plain(payload))
    said["credentialSubject"]["achievement"]["name"] = f"Course {dice.random()}"
    return f"{head}.{base64url(json.dumps(said).encode())}.{signature}"


def _own_key(token: str, dice: Dice) -> str:
    """Signed properly, by somebody else, under our key's name or with their own key beside it."""
    head, payload, _signature = token.split(".")
    key = Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
    header = json.loads(_plain(head))
    if dice.random() < 0.5:
        header["jwk"] = {"kty": "OKP", "crv": "Ed25519", "x": base64url(key.public_key().public_bytes_raw())}
    return compact(json.loads(_plain(payload)), header=header, key=key.private_bytes_raw())


def _no_signature(token: str, dice: Dice) -> str:
    head, payload, signature = token.split(".")
    header = json.loads(_plain(head)) | {"alg": dice.choice(["none", "None", "HS256", "RS256"])}
    return f"{base64url(json.dumps(header).encode())}.{payload}.{dice.choice(['', signature])}"


def _cut(token: str, dice: Dice) -> str:
    return token[: dice.randrange(len(token) - 1)]


FORGERS: tuple[Callable[[str, Dice], str], ...] = (
    _other_letter, _other_signature, _other_claim, _own_key, _no_signature, _cut,
)  # fmt: skip


def forgeries(token: str, dice: Dice, count: int) -> list[str]:
    """Return `count` forged credentials, of every kind as many; none is the genuine one."""
    made: list[str] = []
    while len(made) < count:
        one = FORGERS[len(made) % len(FORGERS)](token, dice)
        made += [one] if one != token else []
    return made


def false_codes(code: str, dice: Dice, count: int) -> list[str]:
    """Return `count` codes that were never issued: slips of a genuine one, and guesses that are written correctly."""
    made: list[str] = []
    while len(made) < count:
        if len(made) % 4 == 0:
            one = new_code()
        else:
            letters = list(code)
            for _slip in range(dice.randint(1, 4)):
                letters[dice.randrange(len(letters))] = dice.choice(ALPHABET)
            one = "".join(letters)
            one = one[: dice.randrange(1, 28)] if len(made) % 4 == 3 else one
        made += [one] if one != code else []
    assert sum(map(is_well_formed, made)) >= count // 4
    return made
