from io import BytesIO

import segno

INK = "#12211d"


def qr_code(address: str, *, border: int = 0, scale: int = 1, light: str | None = None) -> str:
    """Return an SVG that a phone reads as `address`. `border` counts in modules; a scanner wants 4 on a screen."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=border, scale=scale, xmldecl=False, dark=INK, light=light)
    return drawn.getvalue().decode()
