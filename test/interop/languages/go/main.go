// Answers each line {"group", "text"} of the input with {"text"}, {"unknown": true} or {"error"}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type request struct {
	Group string `json:"group"`
	Text  string `json:"text"`
}

type answer struct {
	Text    *string `json:"text,omitempty"`
	Unknown bool    `json:"unknown,omitempty"`
	Error   string  `json:"error,omitempty"`
}

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 1<<24)
	encoder := json.NewEncoder(os.Stdout)
	for scanner.Scan() {
		var one request
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			panic(err)
		}
		encoder.Encode(answerTo(one))
	}
}

func answerTo(one request) answer {
	text, err := groups[one.Group]([]byte(one.Text))
	if err != nil {
		if strings.HasSuffix(fmt.Sprintf("%T", err), ".UnknownKindError") {
			return answer{Unknown: true}
		}
		return answer{Error: err.Error()}
	}
	result := string(text)
	return answer{Text: &result}
}
