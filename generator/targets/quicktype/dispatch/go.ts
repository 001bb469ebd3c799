import { type Dispatch, type FrameGroup, kindTypesOf } from "../dispatch.js";
import { goText } from "../literals.js";

const head = `// UnknownKindError tells of a well-formed frame of a kind that this program does not know.
type UnknownKindError struct {
	Kind interface{}
}

func (e *UnknownKindError) Error() string {
	return fmt.Sprintf("unknown kind %v", e.Kind)
}

type frameField struct {
	name       string
	isRequired bool
	isNullable bool
}

// readFrame takes a frame apart; its kind is a string or an int64.
func readFrame(text []byte, tag string, isText, isNumber bool) (interface{}, map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, nil, err
	}
	raw := members[tag]
	var word string
	if isText && len(raw) > 0 && raw[0] == '"' && json.Unmarshal(raw, &word) == nil {
		return word, members, nil
	}
	var number int64
	if isNumber && len(raw) > 0 && raw[0] != 'n' && json.Unmarshal(raw, &number) == nil {
		return number, members, nil
	}
	return nil, nil, fmt.Errorf("a frame needs its kind in %q", tag)
}

// fillFrame reads the fields of a frame. Names that differ in case only are other names.
func fillFrame(frame interface{}, members map[string]json.RawMessage, fields []frameField) error {
	if err := checkFields(members, fields); err != nil {
		return err
	}
	known := make(map[string]json.RawMessage, len(fields))
	for _, field := range fields {
		if value, isThere := members[field.name]; isThere {
			known[field.name] = value
		}
	}
	text, err := json.Marshal(known)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(frame)
}

// writeFrame writes the fields of a frame behind the start of its text, which has the tag.
func writeFrame(frame interface{}, start string, fields []frameField) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(frame); err != nil {
		return nil, err
	}
	body := bytes.TrimSpace(buffer.Bytes())
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return nil, err
	}
	if err := checkFields(members, fields); err != nil {
		return nil, err
	}
	if len(members) > 0 {
		start += ","
	}
	return append([]byte(start), body[1:]...), nil
}

func checkFields(members map[string]json.RawMessage, fields []frameField) error {
	for _, field := range fields {
		value, isThere := members[field.name]
		if !isThere && field.isRequired {
			return fmt.Errorf("missing required field %q", field.name)
		}
		if isThere && !field.isNullable && string(value) == "null" {
			return fmt.Errorf("field %q must not be null", field.name)
		}
	}
	return nil
}
`;

/** Go: an interface for each group, which its frames implement, with a function that reads and one that writes them. */
export function goDispatch({ groups, fields }: Dispatch): string {
  const lists = [...fields].map(([type, all]) => {
    const items = all.map(
      (field) => `\t{${goText(field.name)}, ${field.isRequired}, ${field.isNullable}},\n`,
    );
    return `var fieldsOf${type} = []frameField{${items.length > 0 ? "\n" : ""}${items.join("")}}\n`;
  });
  return [...groups.map(groupOf), ...lists, head].join("\n");
}

function groupOf(group: FrameGroup): string {
  const { name, docs, tag, members } = group;
  const { isText, isNumber } = kindTypesOf(group);
  const comment = docs.map((line) => `${`// ${line}`.trimEnd()}\n`).join("");
  const width = Math.max(...members.map(({ type }) => [...type].length));
  const methods = members.map(({ type }) => {
    const space = " ".repeat(width - [...type].length);
    return `func (*${type}) is${name}()${space} {}\n`;
  });
  const reads = members.map(({ kind, type }) => {
    const value = typeof kind === "string" ? goText(kind) : `int64(${kind})`;
    return `\tcase ${value}:\n\t\tframe, fields = &${type}{}, fieldsOf${type}\n`;
  });
  const writes = members.map(
    ({ type, start }) =>
      `\tcase *${type}:\n\t\treturn writeFrame(frame, ${goText(start)}, fieldsOf${type})\n`,
  );
  return `${comment}type ${name} interface {
	is${name}()
}

${methods.join("")}
// Decode${name} reads a frame. The error is an *UnknownKindError where it is of a kind that is not among them.
func Decode${name}(text []byte) (${name}, error) {
	kind, members, err := readFrame(text, ${goText(tag)}, ${isText}, ${isNumber})
	if err != nil {
		return nil, err
	}
	var frame ${name}
	var fields []frameField
	switch kind {
${reads.join("")}	default:
		return nil, &UnknownKindError{kind}
	}
	if err := fillFrame(frame, members, fields); err != nil {
		return nil, err
	}
	return frame, nil
}

// Encode${name} writes a frame, its tag first.
func Encode${name}(frame ${name}) ([]byte, error) {
	switch frame := frame.(type) {
${writes.join("")}	}
	return nil, errors.New("there is no frame to write")
}
`;
}
