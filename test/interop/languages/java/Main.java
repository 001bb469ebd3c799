// Answers each line {"group", "text"} of the input with {"text"}, {"unknown": true} or {"error"}.
package interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public class Main {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            JsonNode request = mapper.readTree(line);
            ObjectNode answer = mapper.createObjectNode();
            try {
                answer.put("text", Groups.answer(request.get("group").textValue(), request.get("text").textValue()));
            } catch (Exception error) {
                if (error.getClass().getSimpleName().equals("UnknownKindException")) {
                    answer.put("unknown", true);
                } else {
                    answer.put("error", String.valueOf(error.getMessage()));
                }
            }
            output.println(mapper.writeValueAsString(answer));
        }
        output.flush();
    }
}
