//! Answers each line {"group", "text"} of the input with {"text"}, {"unknown": true} or {"error"}.
mod groups;

use serde_json::{json, Value};
use std::io::{self, BufRead, Write};

fn main() {
    let mut output = io::BufWriter::new(io::stdout());
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let answer = match groups::answer(request["group"].as_str().unwrap(), request["text"].as_str().unwrap()) {
            Ok(text) => json!({ "text": text }),
            Err(None) => json!({ "unknown": true }),
            Err(Some(error)) => json!({ "error": error }),
        };
        writeln!(output, "{answer}").unwrap();
    }
}
