"""Options of rules: typed by a frozen dataclass, filled from TOML, wrong ones explained."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Literal, Protocol, TypeGuard, get_args, get_origin, get_type_hints


class Options(Protocol):
    """Any dataclass; each check module names its own `Options`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class OptionError(Exception):
    """An option that a check does not know or cannot use; `key` is its name."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def build_options(options: type[Options], values: Mapping[str, object]) -> Options:
    """Return an instance of the dataclass with these values; `OptionError` on a wrong one.

    Hyphens and underscores are the same in a key. Types understood: bool, int,
    float, str, Literal, `tuple[str, ...]`, which a text of several lines gives
    as well, and mappings of text to one of these. In a mapping to lists, `@path`
    is the file that holds the lines of one; it is read when that list is.
    """
    hints = _hints(options)
    names = [field.name for field in dataclasses.fields(options)]
    given = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in names:
            known = [n.replace("_", "-") for n in names]
            raise OptionError(key, f"unknown option “{key}”{nearest(key, known)}")
        try:
            given[name] = _convert(value, hints[name])
        except TypeError as error:
            raise OptionError(key, f"option “{key}” {error}") from error
    return options(**given)


class _Lists(Mapping[str, tuple[str, ...]]):
    """Lists by key; a text of lines or a file is read when first asked for: a run needs one language."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._lists: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        if key not in self._lists:
            value = self._values[key]
            text = _file(key, value[1:]) if _is_file(value) else value
            self._lists[key] = _list(text, str)
        return self._lists[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _is_file(value: object) -> TypeGuard[str]:
    """Say whether an option is the path of a file that holds its lines, written `@path`."""
    return isinstance(value, str) and value.startswith("@") and "\n" not in value


def _file(key: str, path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(key, f"the list “{path}” of “{key}” cannot be read: {error}") from error


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(str.strip, text.splitlines()))


@lru_cache(maxsize=256)
def _hints(options: type[Options]) -> Mapping[str, Any]:
    return get_type_hints(options)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “; did you mean …?” for the closest known name, or what is known, or nothing."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean “{close[0]}”?"
    return f"; known: {', '.join(names)}" if 0 < len(names) <= 12 else ""  # noqa: PLR2004 - a line's worth


_PLAIN = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


def _convert(value: object, hint: Any) -> object:
    origin = get_origin(hint)
    if origin is Literal:
        if value not in get_args(hint):
            allowed = ", ".join(f"“{choice}”" for choice in get_args(hint))
            raise TypeError(f"is one of {allowed}, not {value!r}")
        return value
    if origin is tuple:
        return _list(value, get_args(hint)[0])
    if origin is not None and issubclass(origin, Mapping):
        return _table(value, get_args(hint)[1])
    return _plain(value, hint)


def _list(value: object, kind: Any) -> tuple[Any, ...]:
    if isinstance(value, str) and "\n" in value:
        return _split(value)
    if not isinstance(value, list | tuple):
        raise TypeError(f"is a list, or a text of several lines, not {value!r}")
    # Lists of words are long, and read in every run.
    if kind is str and all(type(item) is str for item in value):
        return tuple(value)
    return tuple(_convert(item, kind) for item in value)


def _table(value: object, kind: Any) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(f"is a table, not {value!r}")
    if kind == tuple[str, ...] and any(map(_is_lazy, value.values())):
        return _Lists({key: item if _is_lazy(item) else _list(item, str) for key, item in value.items()})
    return {key: _convert(item, kind) for key, item in value.items()}


def _is_lazy(value: object) -> bool:
    return isinstance(value, str) and ("\n" in value or _is_file(value))


def _plain(value: object, hint: Any) -> object:
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise TypeError(f"is {_PLAIN[hint]}, not {value!r}")
    return value
