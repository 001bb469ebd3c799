import { type Dispatch, type FrameGroup, kindTypesOf } from "../dispatch.js";
import { javaText } from "../literals.js";

const unknownKind = `/** Tells of a well-formed frame of a kind that this program does not know. */
public class UnknownKindException extends Exception {
    private final transient Object kind;

    public UnknownKindException(Object kind) {
        super("unknown kind " + kind);
        this.kind = kind;
    }

    public Object getKind() {
        return kind;
    }
}
`;

/** Where the fields of each type go. */
const place = "    // The fields of each type.\n";

const json = `import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;

/** Reads and writes frames with Jackson, which here takes nothing for something else. */
final class FrameJson {
    /** A field of a frame. */
    record Field(String name, boolean isRequired, boolean isNullable) {}

    // The fields of each type.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, config -> config
            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();

    private static final ObjectReader READER = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private FrameJson() {}

    /** Takes a frame apart. */
    static ObjectNode read(String text) throws JsonProcessingException {
        if (READER.readTree(text) instanceof ObjectNode members) {
            return members;
        }
        throw new JsonMappingException(null, "a frame is an object");
    }

    /** The kind of a frame: a String or a Long. */
    static Object kind(ObjectNode members, String tag, boolean isText, boolean isNumber) throws JsonProcessingException {
        JsonNode kind = members.path(tag);
        if (isText && kind.isTextual()) {
            return kind.textValue();
        }
        if (isNumber && kind.isIntegralNumber() && kind.canConvertToLong()) {
            return kind.longValue();
        }
        throw new JsonMappingException(null, "a frame needs its kind in " + tag);
    }

    /** Reads the fields of a frame. */
    static <T> T fill(ObjectNode members, Class<T> type, Field[] fields) throws JsonProcessingException {
        check(members, fields);
        try {
            return MAPPER.treeToValue(members, type);
        } catch (IllegalArgumentException error) {
            // What an enum says of a value that it does not have.
            throw new JsonMappingException(null, error.getMessage(), error);
        }
    }

    /** Writes the fields of a frame behind the start of its text, which has the tag. */
    static String write(Object frame, String start, Field[] fields) throws JsonProcessingException {
        ObjectNode members = MAPPER.valueToTree(frame);
        check(members, fields);
        String body = MAPPER.writeValueAsString(members);
        return start + (members.isEmpty() ? "" : ",") + body.substring(1);
    }

    private static void check(ObjectNode members, Field[] fields) throws JsonProcessingException {
        for (Field field : fields) {
            JsonNode value = members.get(field.name());
            if (value == null && field.isRequired()) {
                throw new JsonMappingException(null, "missing required field " + field.name());
            }
            if (value != null && value.isNull() && !field.isNullable()) {
                throw new JsonMappingException(null, "field " + field.name() + " must not be null");
            }
        }
    }
}
`;

/** Java: a sealed interface for each group, that reads and writes its frames; texts by the name of the class. */
export function javaDispatch({ groups, fields }: Dispatch): Map<string, string> {
  const lists = [...fields].map(([type, all]) => {
    const items = all.map(
      ({ name, isRequired, isNullable }) =>
        `        new Field(${javaText(name)}, ${isRequired}, ${isNullable}),\n`,
    );
    const list = items.length === 0 ? "{}" : `{\n${items.join("")}    }`;
    return `    static final Field[] FIELDS_OF_${type} = ${list};\n\n`;
  });
  return new Map([
    ...groups.map((group): [string, string] => [group.name, groupOf(group)]),
    ["FrameJson", json.replace(place, () => lists.join(""))],
    ["UnknownKindException", unknownKind],
  ]);
}

function groupOf(group: FrameGroup): string {
  const { name, docs, tag, members } = group;
  const { isText, isNumber } = kindTypesOf(group);
  const comment = docs.map((line) => `${` * ${line}`.trimEnd()}\n`).join("");
  const types = [...new Set(members.map(({ type }) => type))];
  const reads = members.map(({ kind, type }) => {
    const value = typeof kind === "string" ? javaText(kind) : `${kind}L`;
    return `        if (kind.equals(${value})) {
            return FrameJson.fill(members, ${type}.class, FrameJson.FIELDS_OF_${type});
        }
`;
  });
  const writes = members.map(
    ({ type, start }) => `        if (frame instanceof ${type}) {
            return FrameJson.write(frame, ${javaText(start)}, FrameJson.FIELDS_OF_${type});
        }
`,
  );
  return `import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

${comment === "" ? "" : `/**\n${comment} */\n`}public sealed interface ${name} permits ${types.join(", ")} {
    /** Reads a frame. */
    static ${name} decode(String text) throws JsonProcessingException, UnknownKindException {
        ObjectNode members = FrameJson.read(text);
        Object kind = FrameJson.kind(members, ${javaText(tag)}, ${isText}, ${isNumber});
${reads.join("")}        throw new UnknownKindException(kind);
    }

    /** Writes a frame, its tag first. */
    static String encode(${name} frame) throws JsonProcessingException {
${writes.join("")}        throw new NullPointerException("there is no frame to write");
    }
}
`;
}
