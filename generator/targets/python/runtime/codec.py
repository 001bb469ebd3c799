"""What reads, writes and checks frames: the same for every protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar, Union, get_args

import msgspec
from msgspec import inspect

from ._json import is_object
from ._portable import (
    MAX_SAFE_INTEGER,
    require_finite,
    require_portable,
    types_in,
)
from ._words import MOST_SHOWN, shortened, shown

Frame = TypeVar("Frame")

_enum = "Invalid enum value "


class UnknownKindError(msgspec.ValidationError):
    """A well-formed frame of a kind that this build does not know."""

    def __init__(self, tag: str, kind: str | int) -> None:
        """Name the kind, and the property that has it."""
        super().__init__(f"Unknown kind {shown(kind)} - at `$.{tag}`")
        self.kind = kind


class Codec(Generic[Frame]):
    """Reads, writes and checks the frames of a union, which their tag tells apart."""

    def __init__(
        self, frames: Any, checks: Mapping[Any, Callable[[Any], None]] | None = None
    ) -> None:
        """Take the union, or the struct where there is only one kind.

        ``checks`` are for structs that do not see all of a frame: they ask the plain
        object that it is on the wire.
        """
        self._checks = checks or {}
        structs: tuple[Any, ...] = get_args(frames) or (frames,)
        self.tag: str = structs[0].__struct_config__.tag_field
        self._structs: Mapping[str | int, type[Frame]] = {
            struct.__struct_config__.tag: struct for struct in structs
        }
        self._encoder = msgspec.json.Encoder()
        # msgspec takes tags of one type in a union, so each type has a decoder.
        by_type: dict[type, list[Any]] = {}
        for kind, struct in self._structs.items():
            by_type.setdefault(type(kind), []).append(struct)
        self._decoders: dict[type, msgspec.json.Decoder[Frame]] = {
            of: msgspec.json.Decoder(Union[tuple(members)])  # noqa: UP007
            for of, members in by_type.items()
        }
        # A struct on its own may leave out its tag, one of several may not.
        needs_tag = len(by_type) > 1 or len(structs) == 1
        self._tag_decoder = _tag_decoder(self.tag, self.kinds) if needs_tag else None
        self._decoder = next(iter(self._decoders.values()))

    @property
    def kinds(self) -> tuple[str | int, ...]:
        """The kinds of the union, in the order of the schema."""
        return tuple(self._structs)

    def decode(self, data: bytes | bytearray | memoryview | str) -> Frame:
        """Read a frame.

        Raises ``msgspec.DecodeError`` where the text is not JSON,
        ``UnknownKindError`` where its kind is not one of the union, and
        ``msgspec.ValidationError`` where anything else is wrong with it.
        """
        try:
            decoder = self._decoder
            if self._tag_decoder is not None:
                decoder = self._decoders[type(self._tag_decoder.decode(data).tag)]
            frame = decoder.decode(data)
            if self._checks:
                self._require_whole(frame, data)
            return frame
        except (msgspec.ValidationError, RecursionError, UnicodeError) as error:
            raise self._refusal(data, error) from None

    def encode(self, frame: Frame) -> bytes:
        """Write a frame as its canonical text.

        Structs are not checked when they are made, so what was written is read
        again: nothing leaves that the other end would reject, or read as another value.
        ``msgspec.json.encode`` gives the same bytes without that, but for integers in
        fields that are floats.

        Raises ``msgspec.ValidationError`` where a field is not of its type, has no JSON
        text, or is a number or a nesting that the other end can't hold.
        """
        if not isinstance(frame, msgspec.Struct):
            raise msgspec.ValidationError(
                f"Expected a struct of the protocol, got `{type(frame).__name__}`"
            )
        data = self._text_of(frame)
        read = self.decode(data)
        declared: Any = type(read)
        types = types_in(declared)
        try:
            require_portable(frame, data, read, inspect.AnyType in types)
        except RecursionError:
            raise _too_deep() from None
        # The canonical text of a float has a point, whatever is in the frame.
        return self._encoder.encode(read) if inspect.FloatType in types else data

    def from_dict(self, payload: Mapping[str, Any]) -> Frame:
        """Make a frame of a plain dict, which is checked as one that is read.

        Raises ``UnknownKindError`` where its kind is not one of the union, and
        ``msgspec.ValidationError`` where anything else is wrong with it.
        """
        _require_mapping(payload)
        kind = payload.get(self.tag)
        self._require_known(kind)
        struct = self._structs.get(kind) if isinstance(kind, (str, int)) else None
        if struct is None:
            # A missing tag, or one of another type: msgspec has the words for it.
            return self.decode(self._text_of(payload))
        try:
            frame = msgspec.convert(payload, type=struct)
        except msgspec.ValidationError as error:
            raise _with_path(_of_msgspec(error)) from None
        except RecursionError:
            raise _too_deep() from None
        data = self._text_of(frame)
        # What JSON has no words for is written as null.
        if b"null" in data and self.decode(data) != frame:
            require_finite(frame)
        if self._checks:
            self._require_whole(frame, self._text_of(payload))
        return frame

    def _require_whole(
        self, frame: Frame, data: bytes | bytearray | memoryview | str
    ) -> None:
        """Check what the struct of a frame does not see of it."""
        check = self._checks.get(type(frame))
        if check is None:
            return
        value = msgspec.json.decode(data)
        try:
            check(value)
        except RecursionError:
            raise _too_deep() from None
        except ValueError as error:
            raise msgspec.ValidationError(str(error)) from None

    def _text_of(self, value: object) -> bytes:
        """Write a value, which may be anything."""
        try:
            return self._encoder.encode(value)
        except RecursionError:
            raise _too_deep() from None
        except (TypeError, ValueError, OverflowError) as error:
            raise msgspec.ValidationError(
                f"Expected a value that has a JSON text: {error}"
            ) from None

    def _refusal(
        self, data: bytes | bytearray | memoryview | str, error: Exception
    ) -> Exception:
        """Say what is wrong with a text that a decoder has refused."""
        value: object = None
        try:
            value = msgspec.json.decode(data)
        except msgspec.ValidationError:
            # A number that no double holds is wrong where the decoder has found it.
            pass
        except (msgspec.DecodeError, RecursionError, UnicodeError) as other:
            # What is not JSON further on is not a frame, whatever is wrong with it.
            return _of_msgspec(other)
        if is_object(value):
            self._require_known(value.get(self.tag))
        return _with_path(_of_msgspec(error))

    def _require_known(self, kind: object) -> None:
        if isinstance(kind, float) and kind.is_integer():
            # JSON knows no difference, but msgspec takes no float for a tag.
            kind = int(kind)
        if not isinstance(kind, (str, int)) or kind in self._structs:
            return
        # What the other end can't hold, or is of another type, is a kind to nobody.
        if isinstance(kind, int) and abs(kind) > MAX_SAFE_INTEGER:
            return
        if type(kind) in {type(known) for known in self._structs}:
            raise UnknownKindError(self.tag, kind)


def _of_msgspec(error: Exception) -> Exception:
    """Give an error of msgspec for what it leaves Python to say."""
    if isinstance(error, RecursionError):
        return _too_deep()
    if isinstance(error, UnicodeError):
        return msgspec.DecodeError(f"Expected UTF-8: {error}")
    message = str(error)
    value, at, path = message.removeprefix(_enum).rpartition(" - at `$")
    if message.startswith(_enum) and len(value) > MOST_SHOWN:
        # msgspec shows all of it, be it as long as a frame.
        return msgspec.ValidationError(f"{_enum}{shortened(value)}{at}{path}")
    return error


def _require_mapping(payload: object) -> None:
    """Refuse what is no dict: annotations are not all that Python goes by."""
    if not isinstance(payload, (dict, Mapping)):
        raise msgspec.ValidationError(
            f"Expected `object`, got `{type(payload).__name__}`"
        )


def _too_deep() -> msgspec.ValidationError:
    return msgspec.ValidationError("Expected less nesting")


def _with_path(error: Exception) -> Exception:
    """Put the path in a struct, as a check has found it, behind that of the struct."""
    cause = error.__cause__
    path = getattr(cause, "path", "")
    if not cause or not path:
        return error
    # msgspec says where the struct is behind what the check has said.
    struct = str(error)[len(str(cause)) :].removeprefix(" - at `$").removesuffix("`")
    return msgspec.ValidationError(f"{cause.args[0]} - at `${struct}{path}`")


def _tag_decoder(tag: str, kinds: tuple[str | int, ...]) -> msgspec.json.Decoder[Any]:
    """Make what reads the tag of a frame alone."""
    declared = ("tag", Literal[kinds], msgspec.field(name=tag))
    return msgspec.json.Decoder(msgspec.defstruct("Tag", [declared]))
