extension Language {
    package static let python = Language(
        name: "Python", fileExtension: "py", tool: "python3",
        // Unbuffered, so that what a program printed before it was stopped is seen; no files beside the source.
        execution: .interpreted { file, _ in ["-u", "-B", file] },
        bearsAddressLimit: true, variables: ["PYTHONIOENCODING": "utf-8"],
        harness: Harness(
            fileName: "harness.py", sourceName: { "\($0).py" }, program: pythonHarness,
            functionName: snakeCase,
            declaration: { function in
                let parameters = function.parameters.map(\.name).joined(separator: ", ")
                return "def \(function.snakeCaseName)(\(parameters)):"
            },
            failure: pythonFailure,
            isAccident: { error in
                let names = [
                    "AttributeError", "EOFError", "IndexError", "KeyError", "MemoryError", "NameError",
                    "OSError",
                    "OverflowError", "RecursionError", "TypeError", "UnboundLocalError", "ZeroDivisionError",
                ]
                return names.contains { error.hasPrefix($0 + ":") }
            },
            isOutOfMemory: { $0.contains("MemoryError") }))
}

/// `dense_layer` for `denseLayer`.
@Sendable private func snakeCase(_ name: String) -> String {
    Function(name: name, parameters: [], results: []).snakeCaseName
}

/// The last line of a traceback says what, and the last of its places in the learner's file where.
@Sendable private func pythonFailure(_ standardError: String, _ source: String) -> Harness.Failure? {
    let lines = standardError.split(separator: "\n")
    guard let message = lines.last(where: { $0.first?.isLetter ?? false }) else { return nil }
    let places = lines.filter { $0.contains("\(source)\", line ") }
    let line = places.last?.split(separator: "line ").last?.prefix(while: \.isNumber)
    return Harness.Failure(message: String(message), line: line.flatMap { Int($0) })
}

@Sendable private func pythonHarness(_ function: Function) -> String {
    #"""
    import copy, importlib.util, json, math, os, signal, sys, traceback

    # A file that grows too large ends the program, as it does in other languages.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)

    source, calls, answers, first = sys.argv[1:]
    name = "\#(function.snakeCaseName)"


    def answer(**line):
        with open(answers, "a") as file:
            file.write(json.dumps(line) + "\n")


    def text_of(value):
        try:
            text = str(value)
        except Exception:
            text = "something that has no text"
        return text[:500].encode("utf-8", "replace").decode()


    def leave():
        # Threads that still run are not waited for.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


    def read(value):
        return [read(item) for item in value] if isinstance(value, list) else float(value)


    def written(value):
        if hasattr(value, "tolist"):
            value = value.tolist()
        if isinstance(value, (list, tuple)):
            return [written(item) for item in value]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(value)
        number = float(value)
        if math.isnan(number):
            return "NaN"
        if math.isinf(number):
            return "Inf" if number > 0 else "-Inf"
        return "-0" if number == 0 and math.copysign(1, number) < 0 else number


    def kind(value):
        return "None" if value is None else f"{text_of(value)[:200]}, of type {type(value).__name__}"


    def line_of(error):
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == source]
        return lines[-1] if lines else None


    def same(a, b):
        if isinstance(a, list) and isinstance(b, list):
            return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
        return a is b or a == b or (a != a and b != b)


    with open(answers, "a") as file:
        file.write("\n")
    answer(ready=True)
    try:
        specification = importlib.util.spec_from_file_location("solution", source)
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
    except Exception as error:
        line = error.lineno if isinstance(error, SyntaxError) else line_of(error)
        text = text_of(error.msg if isinstance(error, SyntaxError) else error)
        answer(load=f"{type(error).__name__}: {text}", line=line)
        leave()
    function = getattr(module, name, None)
    if not callable(function):
        answer(missing=True)
        leave()

    for number, text in enumerate(open(calls)):
        if number < int(first):
            continue
        arguments = [read(value) for value in json.loads(text)["args"]]
        given = copy.deepcopy(arguments)
        try:
            result = function(*arguments)
        except Exception as error:
            answer(call=number, err=f"{type(error).__name__}: {text_of(error)}", line=line_of(error))
            continue
        changed = not same(arguments, given)
        try:
            value = written(result)
        except Exception:
            answer(call=number, other=kind(result), changed=changed)
        else:
            answer(call=number, ok=value, changed=changed)
    leave()
    """#
}
