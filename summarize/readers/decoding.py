"""Bytes to text: newsrooms paste UTF-8, UTF-16 and Windows' cp1252, and sometimes an image that is named .txt."""

from __future__ import annotations

import codecs
import re

from summarize.errors import InputError

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "an image, sound or video file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HINT = "Save the article as UTF-8 text"


def decode_text(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text in ``data``, its newlines normalised to ``\\n`` and any byte order mark taken off.

    ``name`` is what the error calls the input; ``declared`` is the encoding that the input itself names, if any, tried where it
    is not UTF-8 or UTF-16. What is not UTF-8 is read as cp1252 where that is plausible.

    Raises:
        InputError: the bytes are not text, or their encoding cannot be told.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (len(magic) > 3 or _CONTROL.search(data[:2000])):
            raise InputError(f"{name} is {kind}, not text", _HINT)
    text = _decode(data, name, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, name: str, declared: str | None) -> str:
    """Return the text in the first encoding that fits."""
    encoding = _marked_encoding(data) or _unmarked_utf16(data)
    if encoding:
        return _decode_strictly(data, encoding, name).removeprefix("\ufeff")
    if len(_CONTROL.findall(data)) > len(data) * 0.001:
        raise InputError(f"{name} is a binary file, not text", _HINT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, name, declared, error)


def _marked_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark names."""
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the kind of UTF-16 where every other byte of the beginning is zero, as in Western text."""
    head = data[:2000]
    even, odd = head[::2], head[1::2]
    if len(head) < 4 or len(data) % 2:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd) else None


def _decode_strictly(data: bytes, encoding: str, name: str) -> str:
    """Decode without tolerance."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is broken {encoding.upper()} at byte {error.start}", _HINT) from error


def _decode_legacy(data: bytes, name: str, declared: str | None, error: UnicodeDecodeError) -> str:
    """Decode bytes that are not UTF-8: in the declared encoding, or in cp1252 where that is plausible."""
    sequences = len(_MULTIBYTE.findall(data))
    strays = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if sequences > strays:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name} is broken UTF-8 at byte {error.start} (line {line})", _HINT)
    high = len(_HIGH.findall(data))
    encodings = [declared] if declared else []
    if high <= 0.2 * len(data):
        encodings.append("cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError(f"{name} is neither UTF-8, UTF-16 nor Western European (cp1252) text", _HINT)
