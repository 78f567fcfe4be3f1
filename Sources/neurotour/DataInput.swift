import NeuralNetwork

/// Data as the command line names them: those that can be drawn by their names, a table by its file.
enum DataInput {
    /// - Parameters:
    ///   - target: the column of a table that is to be told; the last, if left out.
    ///   - problem: what the labels of a table are; found by looking at them, if left out.
    static func source(
        _ name: String, target: String? = nil, problem: LabelledData.Problem? = nil
    ) throws(ProgramEnding) -> DataSource {
        if name.contains("/") || name.lowercased().hasSuffix(".csv") {
            return try table(name, target: target, problem: problem)
        }
        if let source = DataSource(name: name) { return source }
        let known = DataSource.all.map(\.name)
        throw .wrongInput(
            "--data: \(unknownName(name, known)); a CSV file ends in .csv or has a / in its path")
    }

    private static func table(
        _ file: String, target: String?, problem: LabelledData.Problem?
    ) throws(ProgramEnding) -> DataSource {
        let bytes = try NetworkInput.bytes(of: file, limit: CSVLimits.size + 1)
        do {
            let data = try LabelledData(csv: bytes, target: target, problem: problem)
            return .table(data, name: String(file.split(separator: "/").last ?? ""))
        } catch {
            var advice = ""
            // In many tables the labels come first.
            if case .notANumber = error.problem, target == nil {
                advice = "; --target names the column of the labels"
            }
            throw .wrongInput("\(file):\(error)\(advice)")
        }
    }
}
