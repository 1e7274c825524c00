"""``scripts/slack-types`` calls it: a JSON Schema of Slack's TypeScript types becomes the one that the tests read.

A union of types becomes a choice by their ``type``, so that an error names the field that is wrong instead of saying
that none of twenty kinds of block fits. Descriptions are left out, and any object of no known type is refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import ROOT

Schema = dict[str, Any]

TARGET = ROOT / "tests" / "fake_slack" / "slack_types.json"


def converted(schema: Schema) -> Schema:
    """Return the definitions as the tests need them.

    >>> kinds = {name: {"properties": {"type": {"const": name}}} for name in ("a", "b")}
    >>> union = {"anyOf": [{"$ref": "#/definitions/a"}, {"$ref": "#/definitions/b"}]}
    >>> converted({"definitions": kinds | {"AnyBlock": union}})["AnyBlock"]["allOf"][1]
    {'if': {'properties': {'type': {'const': 'b'}}}, 'then': {'$ref': '#/definitions/b'}}
    """
    definitions: dict[str, Schema] = schema["definitions"]
    # A view's blocks may be of any type there, known or not.
    if "KnownBlock" in definitions:
        definitions["AnyBlock"] = definitions["KnownBlock"]
    return {name: _node(definition, definitions) for name, definition in definitions.items()}


def _node(node: Any, definitions: dict[str, Schema]) -> Any:
    if isinstance(node, list):
        return [_node(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    kinds: dict[str | None, list[Schema]] = {}
    for branch in _branches(node, definitions):
        kinds.setdefault(_kind(branch, definitions), []).append(branch)
    if len(kinds) > 1 and None not in kinds:
        return {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": list(kinds)}},
            "allOf": [
                {"if": {"properties": {"type": {"const": kind}}}, "then": _node(_any_of(of_kind), definitions)}
                for kind, of_kind in kinds.items()
            ],
        }
    # A field may be called description, too: then it is a schema.
    return {
        name: _node(child, definitions)
        for name, child in node.items()
        if name != "description" or isinstance(child, dict)
    }


def _branches(node: Schema, definitions: dict[str, Schema]) -> Iterator[Schema]:
    """Yield the types of a union, and of the unions in it."""
    for branch in node.get("anyOf", ()):
        meant = _meant(branch, definitions)
        if "anyOf" in meant:
            yield from _branches(meant, definitions)
        else:
            yield branch


def _any_of(branches: list[Schema]) -> Schema:
    return branches[0] if len(branches) == 1 else {"anyOf": branches}


def _kind(branch: Schema, definitions: dict[str, Schema]) -> str | None:
    kind: str | None = _meant(branch, definitions).get("properties", {}).get("type", {}).get("const")
    return kind


def _meant(branch: Schema, definitions: dict[str, Schema]) -> Schema:
    return definitions[branch["$ref"].rpartition("/")[2]] if "$ref" in branch else branch


def main() -> int:
    """Read the schema and the package's version and licence; write the file."""
    schema, package = (Path(each) for each in sys.argv[1:3])
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    licence = (package / "LICENSE").read_text("utf-8")
    made = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"Made by scripts/slack-types from @slack/types {version}, whose licence this is:\n\n{licence}",
        "definitions": converted(json.loads(schema.read_text("utf-8"))),
    }
    TARGET.write_text(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
