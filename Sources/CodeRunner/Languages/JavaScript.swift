extension Language {
    package static let javascript = Language(
        name: "JavaScript", fileExtension: "js", tool: "node",
        // node reserves more address space than it uses: its heap has a limit of its own.
        execution: .interpreted { file, limits in ["--max-old-space-size=\(limits.memory >> 20)", file] },
        bearsAddressLimit: false, variables: [:],
        harness: Harness(
            // As a module, whatever node's version makes of the ending ".js".
            fileName: "harness.mjs", sourceName: { "\($0).mjs" }, program: javascriptHarness,
            functionName: { $0 },
            declaration: { function in
                let parameters = function.parameters.map(\.name).joined(separator: ", ")
                return "export function \(function.name)(\(parameters))"
            },
            failure: javascriptFailure,
            isAccident: { error in
                [
                    "TypeError:", "ReferenceError:", "SyntaxError:", "RangeError: Maximum call stack",
                    "RangeError: Invalid",
                ]
                .contains(where: error.hasPrefix)
            },
            isOutOfMemory: { $0.contains("heap out of memory") }))
}

/// An uncaught error is told with its place before it, and its stack after it.
@Sendable private func javascriptFailure(_ standardError: String, _ source: String) -> Harness.Failure? {
    let lines = standardError.split(separator: "\n")
    let place = lines.first { $0.contains("/\(source):") }
    let line = place?.split(separator: "/\(source):").last?.prefix(while: \.isNumber)
    // Below the line of the source that is shown with a mark under it.
    let message = lines.first { $0.prefixMatch(of: /(?:Uncaught )?[A-Za-z]*Error\b/) != nil }
    guard place != nil || message != nil else { return nil }
    return Harness.Failure(message: String(message ?? "an uncaught error"), line: line.flatMap { Int($0) })
}

@Sendable private func javascriptHarness(_ function: Function) -> String {
    #"""
    import { appendFileSync, readFileSync } from "node:fs";
    import { pathToFileURL } from "node:url";

    const [source, calls, answers, first] = process.argv.slice(2);
    const answer = (line) => appendFileSync(answers, JSON.stringify(line) + "\n");
    const read = (value) =>
      Array.isArray(value) ? value.map(read) : value === "-0" ? -0 : Number(value);

    function written(value) {
      if (Array.isArray(value)) return Array.from(value, written);
      if (ArrayBuffer.isView(value)) return Array.from(value, written);
      if (typeof value !== "number") throw new TypeError();
      if (Number.isNaN(value)) return "NaN";
      if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
      return Object.is(value, -0) ? "-0" : value;
    }

    function kind(value) {
      if (value === undefined) return "undefined";
      if (value instanceof Promise) return "a promise; the function must not be async";
      let text = typeof value;
      const type = Array.isArray(value) ? "array" : typeof value;
      try { text = (JSON.stringify(value) ?? String(value)).slice(0, 200) + ", of type " + type; } catch {}
      return short(text);
    }

    const same = (a, b) =>
      Array.isArray(a) && Array.isArray(b)
        ? a.length === b.length && a.every((value, index) => same(value, b[index]))
        : Object.is(a, b);

    function lineOf(error) {
      const name = source.split("/").pop();
      const match = String(error?.stack ?? "").split("/" + name + ":")[1]?.match(/^\d+/);
      return match ? Number(match[0]) : null;
    }
    // No halves of characters, which JSON can't carry, and no more than anyone reads.
    const short = (text) => String(text).slice(0, 500).replace(/\p{Surrogate}/gu, "\ufffd");
    function named(error) {
      try { return short(error instanceof Error ? `${error.name}: ${error.message}` : error); } catch { return "an error"; }
    }

    appendFileSync(answers, "\n");
    answer({ ready: true });
    let solution;
    try {
      solution = await import(pathToFileURL(source).href);
    } catch (error) {
      answer({ load: named(error), line: lineOf(error) });
      // Uncaught, a syntax error is told with its line.
      if (error instanceof SyntaxError) throw error;
      process.exit(0);
    }
    if (typeof solution["\#(function.name)"] !== "function") {
      answer({ missing: true });
      process.exit(0);
    }

    const lines = readFileSync(calls, "utf8").trim().split("\n");
    for (let number = Number(first); number < lines.length; number++) {
      const given = JSON.parse(lines[number]).args;
      const args = read(given);
      let result;
      try {
        result = solution["\#(function.name)"](...args);
      } catch (error) {
        answer({ call: number, err: named(error), line: lineOf(error) });
        continue;
      }
      const changed = !same(args, read(given));
      let value;
      try { value = written(result); } catch {}
      answer(value === undefined ? { call: number, other: kind(result), changed } : { call: number, ok: value, changed });
    }
    // Timers that still run are not waited for.
    process.exit(0);
    """#
}
