extension Language {
    package static let swift = Language(
        name: "Swift", fileExtension: "swift", tool: "swiftc",
        // The module gets a name of its own: by default it takes the program's, and `program` is a word that
        // learners use. One compilation of all files is the fastest; with tables of lines a crash is told with its own.
        execution: .compiled { files, program in
            // An expression that the type checker can't get to the end of is given up after some seconds.
            ["-module-name", "Listing", "-Onone", "-gline-tables-only", "-wmo"]
                + ["-Xfrontend", "-solver-expression-time-threshold=10", "-o", program] + files
        },
        bearsAddressLimit: true,
        variables: [
            "SWIFT_BACKTRACE":
                "enable=yes,interactive=no,color=no,images=none,registers=none,threads=crashed,limit=16,timeout=3s"
        ],
        harness: Harness(
            fileName: "main.swift", sourceName: { "\($0).swift" }, program: swiftHarness,
            functionName: { $0 },
            declaration: { function in
                let parameters = function.parameters.map { "_ \($0.name): \(swiftType($0.kind))" }
                let types = function.results.map { swiftType($0.kind) }
                let result = types.count == 1 ? types[0] : "(\(types.joined(separator: ", ")))"
                return "func \(function.name)(\(parameters.joined(separator: ", "))) throws -> \(result)"
            },
            failure: swiftFailure,
            // What goes wrong by itself is no error in Swift, but the end of the program.
            isAccident: { _ in false },
            isOutOfMemory: { $0.contains("failed to allocate") || $0.contains("out of memory") }))
}

private func swiftType(_ kind: Function.Kind) -> String {
    switch kind {
    case .number: "Double"
    case .numbers: "[Double]"
    case .matrix: "[[Double]]"
    }
}

/// `Fatal error: Index out of range`, and the first frame of the backtrace that lies in the learner's file.
@Sendable private func swiftFailure(_ standardError: String, _ source: String) -> Harness.Failure? {
    let lines = standardError.split(separator: "\n")
    let frame = lines.first { $0.contains("/\(source):") }
    let line = frame?.split(separator: "/\(source):").last?.prefix(while: \.isNumber)
    let fatal = lines.first { $0.contains("Fatal error") }.flatMap { $0.firstRange(of: "Fatal error") }
    let message = fatal.map { range in
        String(lines.first { $0.contains("Fatal error") }?[range.lowerBound...] ?? "")
    }
    guard message != nil || frame != nil else { return nil }
    return Harness.Failure(message: message ?? "", line: line.flatMap { Int($0) })
}

@Sendable private func swiftHarness(_ function: Function) -> String {
    let arguments = function.parameters.indices.map { index in
        "given[\(index)].\(function.parameters[index].kind.rawValue)"
    }
    let results = function.results.indices.map { index in
        let part = function.results.count == 1 ? "result" : "result.\(index)"
        return "NeuroTourHarness.text(\(part))"
    }
    let text = results.joined(separator: " + \", \" + ")
    let whole = function.results.count == 1 ? text : "\"[\" + \(text) + \"]\""
    return #"""
        import Glibc

        private indirect enum NeuroTourHarness {
            case number(Double)
            case list([NeuroTourHarness])

            var number: Double { if case .number(let number) = self { number } else { .nan } }
            var items: [NeuroTourHarness] { if case .list(let items) = self { items } else { [] } }
            var numbers: [Double] { items.map(\.number) }
            var matrix: [[Double]] { items.map(\.numbers) }

            static func parse(_ bytes: [UInt8], _ index: inout Int) -> NeuroTourHarness {
                guard bytes[index] == 0x5B else {
                    let start = index
                    while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x5D { index += 1 }
                    let word = bytes[start..<index].filter { $0 != 0x22 && $0 != 0x20 }
                    return .number(Double(String(decoding: word, as: UTF8.self)) ?? .nan)
                }
                index += 1
                var items: [NeuroTourHarness] = []
                while bytes[index] != 0x5D {
                    if bytes[index] == 0x2C || bytes[index] == 0x20 { index += 1; continue }
                    items.append(parse(bytes, &index))
                }
                index += 1
                return .list(items)
            }

            static func text(_ number: Double) -> String {
                if number.isNaN { return "\"NaN\"" }
                if number.isInfinite { return number > 0 ? "\"Inf\"" : "\"-Inf\"" }
                return number == 0 && number.sign == .minus ? "\"-0\"" : "\(number)"
            }
            static func text(_ numbers: [Double]) -> String { "[" + numbers.map { text($0) }.joined(separator: ",") + "]" }
            static func text(_ rows: [[Double]]) -> String { "[" + rows.map { text($0) }.joined(separator: ",") + "]" }

            static func quoted(_ text: String) -> String {
                var quoted = "\""
                for scalar in text.unicodeScalars {
                    switch scalar {
                    case "\"", "\\": quoted += "\\" + String(scalar)
                    case _ where scalar.value < 32: quoted += " "
                    default: quoted.unicodeScalars.append(scalar)
                    }
                }
                return quoted + "\""
            }

            static func short(_ error: any Error) -> String { String("\(error)".unicodeScalars.prefix(500)) }

            static func answer(_ line: String, to file: Int32) {
                let bytes = Array((line + "\n").utf8)
                _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            }

            static func lines(ofFile path: String) -> [[UInt8]] {
                let file = Glibc.open(path, O_RDONLY)
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65536)
                while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
                Glibc.close(file)
                return bytes.split(separator: 0x0A).map(Array.init)
            }

            static func run() {
                // What was printed before a crash is seen.
                Glibc.setvbuf(Glibc.stdout, nil, _IOLBF, 0)
                let answers = Glibc.open(CommandLine.arguments[3], O_WRONLY | O_APPEND)
                answer("\n{\"ready\":true}", to: answers)
                let lines = lines(ofFile: CommandLine.arguments[2])
                for number in (Int(CommandLine.arguments[4]) ?? 0)..<lines.count {
                    // Behind {"args": the list begins.
                    var index = lines[number].firstIndex(of: 0x5B) ?? 0
                    let given = parse(lines[number], &index).items
                    do {
                        let result = try \#(function.name)(\#(arguments.joined(separator: ", ")))
                        answer("{\"call\":\(number),\"ok\":" + \#(whole) + "}", to: answers)
                    } catch {
                        answer("{\"call\":\(number),\"err\":" + quoted(short(error)) + "}", to: answers)
                    }
                }
            }
        }

        NeuroTourHarness.run()
        """#
}
