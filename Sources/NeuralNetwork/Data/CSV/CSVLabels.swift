// What the labels of a CSV file are: classes or numbers.

extension CSVTable {
    /// The set, once it is known what its labels are.
    func labelledData(_ problem: LabelledData.Problem?) throws(CSVError) -> LabelledData {
        for cell in labels where cell.isEmpty {
            throw reader.error(.missingCell(column: name(ofColumn: target)), at: cell.start)
        }
        let numbers = labels.map(numberIfAny)
        for (cell, number) in zip(labels, numbers) where number?.isFinite == false {
            _ = try self.number(in: cell, target)
        }
        let hasText = numbers.contains(nil)
        switch problem ?? usualProblem(numbers) {
        case .regression:
            var values: [Double] = []
            values.reserveCapacity(labels.count)
            for (cell, value) in zip(labels, numbers) {
                if let value { values.append(value) } else { values.append(try number(in: cell, target)) }
            }
            return labelledData(labels: values, kind: .numbers)
        case .classification:
            return hasText ? try classesOfText() : try classesOfNumbers(numbers.compactMap(\.self))
        }
    }

    /// Text is classes, unless numbers with decimals stand beside it: then it is a mistake among numbers. So are NaN and
    /// infinities beside numbers.
    private func usualProblem(_ numbers: [Double?]) -> LabelledData.Problem {
        let known = numbers.compactMap(\.self)
        let isWhole = known.allSatisfy { $0 == $0.rounded() }
        guard known.count == numbers.count else {
            guard !known.isEmpty else { return .classification }
            let hasNotFinite = zip(labels, numbers).contains { cell, number in
                number == nil && ((try? reader.text(cell)).map(CSVNumber.isNotFinite) ?? false)
            }
            return isWhole && !hasNotFinite ? .classification : .regression
        }
        var different: Set<Double> = []
        for number in known where different.count <= CSVLimits.wholeNumberClasses { different.insert(number) }
        let areFew = different.count <= min(CSVLimits.wholeNumberClasses, numbers.count / 2)
        // A single number over and over is one class, and said to be so.
        return isWhole && (areFew || different.count == 1) ? .classification : .regression
    }

    /// Classes in alphabetical order, so that `no` comes before `yes` and `false` before `true`.
    private func classesOfText() throws(CSVError) -> LabelledData {
        try classes { index throws(CSVError) in
            try reader.text(labels[index])
        } name: {
            $0
        }
    }

    /// Classes in the order of their numbers.
    private func classesOfNumbers(_ numbers: [Double]) throws(CSVError) -> LabelledData {
        try classes { index in
            numbers[index]
        } name: { number in
            let text = number.description
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
    }

    /// A class for each label that differs, in their order.
    private func classes<Label: Hashable & Comparable>(
        _ label: (Int) throws(CSVError) -> Label, name: (Label) -> String
    ) throws(CSVError) -> LabelledData {
        var indices: [Label: Int] = [:]
        var different: [Label] = []
        var found: [Int] = []
        found.reserveCapacity(labels.count)
        for row in labels.indices {
            let label = try label(row)
            let index = indices[label] ?? different.count
            if index == different.count {
                try checkClassCount(different.count + 1, at: labels[row])
                indices[label] = index
                different.append(label)
            }
            found.append(index)
        }
        let order = different.indices.sorted { different[$0] < different[$1] }
        return try classes(order.map { name(different[$0]) }, order: order, found)
    }

    private func checkClassCount(_ count: Int, at cell: CSVReader.Cell) throws(CSVError) {
        guard count > CSVLimits.classes else { return }
        throw reader.error(
            .tooManyClasses(limit: CSVLimits.classes, column: name(ofColumn: target)), at: cell.start)
    }

    private func classes(_ names: [String], order: [Int], _ found: [Int]) throws(CSVError) -> LabelledData {
        guard names.count > 1 else {
            throw CSVError(.oneClass(name: names[0], column: name(ofColumn: target)))
        }
        var ranks = Array(repeating: 0.0, count: order.count)
        for (rank, index) in order.enumerated() { ranks[index] = Double(rank) }
        return labelledData(labels: found.map { ranks[$0] }, kind: .init(classes: names))
    }
}
