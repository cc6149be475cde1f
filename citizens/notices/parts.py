"""In how many parts an SMS goes: by GSM-7 where its alphabet has every letter, else by UCS-2."""

# 3GPP TS 23.038: the default alphabet, and the signs that are sent as two of it.
_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_OF_TWO = frozenset("\f^{}\\[~]|€")

GSM7_ALONE, GSM7_JOINED = 160, 153
UCS2_ALONE, UCS2_JOINED = 70, 67
MOST_PARTS = 2


def is_gsm7(text: str) -> bool:
    return set(text) <= _GSM7 | _GSM7_OF_TWO


def units(text: str) -> int:
    """Septets of GSM-7, a sign of the extension being two; else UTF-16 code units."""
    if is_gsm7(text):
        return len(text) + sum(letter in _GSM7_OF_TWO for letter in text)
    return len(text.encode("utf-16-le")) // 2


def part_count(text: str) -> int:
    """Parts of the message, at least one."""
    alone, joined = (GSM7_ALONE, GSM7_JOINED) if is_gsm7(text) else (UCS2_ALONE, UCS2_JOINED)
    length = units(text)
    return 1 if length <= alone else _joined(text, joined)


def _joined(text: str, room: int) -> int:
    """No sign of two units is torn apart between parts, so a part may end one short."""
    ucs2 = not is_gsm7(text)
    parts, used = 1, 0
    for letter in text:
        size = (ord(letter) > 0xFFFF if ucs2 else letter in _GSM7_OF_TWO) + 1
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
