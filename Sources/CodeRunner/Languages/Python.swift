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
                    "AttributeError", "EOFError", "IndexError", "KeyError", "MemoryError", "NameError", "OSError",
                    "OverflowError", "RecursionError", "TypeError", "UnboundLocalError", "ZeroDivisionError",
                ]
                return names.contains { error.hasPrefix($0 + ":") }
            }))
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
    import copy, importlib.util, json, math, sys, traceback

    source, calls, answers, first = sys.argv[1:]
    name = "\#(function.snakeCaseName)"


    def answer(**line):
        with open(answers, "a") as file:
            file.write(json.dumps(line) + "\n")


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
        return "None" if value is None else f"{str(value)[:200]}, of type {type(value).__name__}"


    def line_of(error):
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == source]
        return lines[-1] if lines else None


    def same(a, b):
        if isinstance(a, list) and isinstance(b, list):
            return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
        return a is b or a == b or (a != a and b != b)


    try:
        specification = importlib.util.spec_from_file_location("solution", source)
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
    except Exception as error:
        line = error.lineno if isinstance(error, SyntaxError) else line_of(error)
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        answer(load=f"{type(error).__name__}: {text}", line=line)
        sys.exit(0)
    function = getattr(module, name, None)
    if not callable(function):
        answer(missing=True)
        sys.exit(0)

    for number, text in enumerate(open(calls)):
        if number < int(first):
            continue
        arguments = [read(value) for value in json.loads(text)["args"]]
        given = copy.deepcopy(arguments)
        try:
            result = function(*arguments)
        except Exception as error:
            answer(call=number, err=f"{type(error).__name__}: {error}", line=line_of(error))
            continue
        changed = not same(arguments, given)
        try:
            answer(call=number, ok=written(result), changed=changed)
        except (TypeError, OverflowError):
            answer(call=number, other=kind(result), changed=changed)
    """#
}
