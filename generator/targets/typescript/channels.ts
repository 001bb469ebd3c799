import type { Channel, Union } from "../../model/types.js";
import {
  access,
  type Code,
  code,
  commentText,
  joined,
  kindKey,
  propertyKey,
  stringLiteral,
  templateText,
} from "./code.js";
import type { Context } from "./context.js";
import { comment, textOf } from "./docs.js";
import { codecOf, codecType } from "./shapes.js";
import { block, constant, indented, pure, type Statement } from "./statements.js";

const directions = ["serverToClient", "clientToServer"] as const;

/** `channels.ts`: for each channel its path, and the codecs of what it carries. */
export function channelsModule(context: Context): Statement[] {
  const { channels } = context.protocol;
  if (channels.length === 0) return [];
  const type = lines(
    channels.map(
      (channel) =>
        code`${describe(channel)}readonly ${propertyKey(channel.name)}: ${channelType(channel, context)}`,
    ),
  );
  const value = block(
    code`{`,
    channels.map((channel) => code`${kindKey(channel.name)}: ${channelValue(channel, context)}`),
    code`}`,
  );
  const text = comment(code`The channels of the protocol: where they are, and what goes over them.`);
  return [
    code`${comment(code`Each channel, by its name.`)}export type Channels = ${type};`,
    code`\n${text}${constant(code`channels`, code`Channels`, pure(value, code`Channels`))}`,
  ];
}

function describe({ description }: Channel): Code {
  return comment(textOf(description === undefined ? {} : { description }));
}

/** A type with one member a line. */
function lines(members: readonly Code[]): Code {
  return code`{\n${joined(
    members.map((member) => code`${indented(member)};\n`),
    "",
  )}}`;
}

/** A channel has the functions of what the server sends; of what the client sends where the server sends nothing. */
function mainOf({ serverToClient, clientToServer }: Channel): Union {
  return (serverToClient ?? clientToServer) as Union;
}

function channelType(channel: Channel, context: Context): Code {
  const parameters = channel.parameters.map(({ name, description }) => {
    const text =
      description === undefined
        ? code``
        : code`/** ${commentText(description).replace(/\s+/g, " ") as Code} */ `;
    return code`${text}readonly ${propertyKey(name)}: string | number`;
  });
  const argument = parameters.length === 0 ? code`` : code`parameters: { ${joined(parameters, "; ")} }`;
  const own = [
    code`readonly path: ${stringLiteral(channel.path)}`,
    code`readonly url: (${argument}) => string`,
    ...directions.flatMap((direction) => {
      const union = channel[direction];
      return union ? [code`readonly ${propertyKey(direction)}: ${typeOfCodec(union, context)}`] : [];
    }),
  ];
  return code`${typeOfCodec(mainOf(channel), context)} & ${lines(own)}`;
}

function channelValue(channel: Channel, context: Context): Code {
  const own = [
    code`...${codecValue(mainOf(channel), context)}`,
    code`path: ${stringLiteral(channel.path)}`,
    code`url: ${urlOf(channel)}`,
    ...directions.flatMap((direction) => {
      const union = channel[direction];
      return union ? [code`${propertyKey(direction)}: ${codecValue(union, context)}`] : [];
    }),
  ];
  return block(code`{`, own, code`}`);
}

function isUnion({ name }: Union, { protocol }: Context): boolean {
  return protocol.unions.some((union) => union.name === name);
}

function typeOfCodec(union: Union, context: Context): Code {
  return isUnion(union, context) ? code`typeof ${context.valueName(union.name)}` : codecType(union, context);
}

function codecValue(union: Union, context: Context): Code {
  return isUnion(union, context) ? context.valueName(union.name) : codecOf(union, context);
}

function urlOf({ path, parameters }: Channel): Code {
  if (parameters.length === 0) return code`() => ${stringLiteral(path)}`;
  const parts = path
    .split(/\{([^{}]+)\}/)
    .map((part, index) =>
      index % 2 === 0 ? templateText(part) : code`\${pathSegment(${access(code`parameters`, part)})}`,
    );
  return code`(parameters) => \`${joined(parts, "")}\``;
}
