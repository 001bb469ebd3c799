import { typeName as wordName } from "../../model/names.js";
import type { Channel } from "../../model/types.js";
import { type Code, formatText, identifier, joined, py, stringLiteral } from "./code.js";
import { codecName, codedOf } from "./codecs.js";
import type { Context } from "./context.js";
import { docstring } from "./docs.js";
import { importFrom } from "./imports.js";
import { Scope, typeName, valueName } from "./names.js";

const directions = [
  ["serverToClient", py`server_to_client`],
  ["clientToServer", py`client_to_server`],
] as const;

/** `channels.py`: where the channels are, and what goes over them. */
export function channelsModule(context: Context): Code {
  const { channels } = context.protocol;
  const scope = new Scope();
  const classes = channels.map((channel, index) => {
    const className = `${typeName(wordName(channel.name) ?? `Number${index + 1}`)}Channel`;
    const words = `channel \`${channel.name}\``;
    const value = scope.declare(valueName(channel.name, `channel_${index + 1}`), channel.source, words);
    const name = scope.declare(className, channel.source, words);
    return { value, name, text: classOf(channel, name, context) };
  });
  const codecs = channels.flatMap((channel) =>
    directions.flatMap(([direction]) => {
      const union = channel[direction];
      return union ? [codecName(codedOf(union.name, context))] : [];
    }),
  );
  const hasParameters = channels.some(({ parameters }) => parameters.length > 0);
  const values = classes.map(({ name, value }) => py`${value}: Final = ${name}()\n`);
  const head = docstring(["The channels of the protocol: where they are, and what goes over them."], 0);
  return joined(
    [
      py`${head}\nfrom __future__ import annotations\n\nfrom typing import Final\n\n${
        hasParameters ? importFrom(py`._path`, [py`path_segment`]) : py``
      }${importFrom(py`.codecs`, codecs)}`,
      ...classes.map(({ text }) => text),
      joined(values, ""),
    ],
    "\n\n",
  );
}

function classOf(channel: Channel, name: Code, context: Context): Code {
  const fields = [
    py`    path: Final = ${stringLiteral(channel.path)}\n`,
    ...directions.flatMap(([direction, attribute]) => {
      const union = channel[direction];
      return union ? [py`    ${attribute}: Final = ${codecName(codedOf(union.name, context))}\n`] : [];
    }),
  ];
  const text = channel.description ?? `The channel ${channel.name}.`;
  return py`class ${name}:\n${docstring([text], 4)}\n${joined(fields, "")}\n${urlOf(channel)}`;
}

/** The method that fills in the parameters of a path. */
function urlOf({ path, parameters, source }: Channel): Code {
  const scope = new Scope();
  const place = { ...source, pointer: `${source.pointer}/path` };
  const names = new Map(
    parameters.map(({ name }, index) => {
      const wish = valueName(name, `parameter_${index + 1}`);
      return [name, scope.declare(wish, place, `parameter \`${name}\``)];
    }),
  );
  const list = [...names.values()].map((name) => py`${name}: str | int`);
  const signature = list.length === 0 ? py`self` : py`self, *, ${joined(list, ", ")}`;
  const parts = path
    .split(/\{([^{}]+)\}/)
    .map((part, index) =>
      index % 2 === 0 ? formatText(part) : py`{path_segment(${names.get(part) ?? identifier("None")})}`,
    );
  const value = list.length === 0 ? py`self.path` : py`f"${joined(parts, "")}"`;
  return py`    def url(${signature}) -> str:\n${docstring([parameters.length === 0 ? "Give the path." : "Fill in the parameters of the path."], 8)}        return ${value}\n`;
}
