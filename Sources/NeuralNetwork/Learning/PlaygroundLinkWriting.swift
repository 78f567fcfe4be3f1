extension PlaygroundConfiguration {
    /// The link that opens this configuration on TensorFlow Playground's page, with all that the page itself writes.
    /// - Throws: what Playground does not have.
    public var link: String {
        get throws(PlaygroundLinkError) { "https://playground.tensorflow.org/#" + (try fragment) }
    }

    private var fragment: String {
        get throws(PlaygroundLinkError) {
            let data = try playgroundData
            try checkThatPlaygroundHasIt()
            let isClassification = data.isClassification
            var members = [("activation", activation.rawValue)]
            // No regularization is written by leaving it out.
            if settings.regularization != .none {
                members.append(("regularization", settings.regularization.rawValue))
            }
            members += [
                ("batchSize", "\(settings.batchSize)"),
                ("dataset", (isClassification ? data : .circle).rawValue),
                ("regDataset", (isClassification ? .plane : data).rawValue),
                ("learningRate", Self.text(settings.learningRate)),
                ("regularizationRate", Self.text(settings.regularizationRate)),
                ("noise", Self.text(noise)),
                ("networkShape", hidden.map(String.init).joined(separator: ",")),
                ("seed", seed), ("showTestData", "false"), ("discretize", "false"),
                ("percTrainData", Self.text(trainPercent)),
            ]
            members += Self.featureKeys.map { key in (key, "\(features.contains { $0.rawValue == key })") }
            members += [
                ("collectStats", "false"), ("problem", isClassification ? "classification" : "regression"),
                ("initZero", "false"), ("hideText", "false"),
            ]
            return members.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }
    }

    /// The features in the order of the page's links; the cosines are nowhere else on the page.
    private static let featureKeys = [
        "x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY",
    ]

    private var playgroundData: PlaygroundData {
        get throws(PlaygroundLinkError) {
            guard case .playground(let data) = data else {
                throw Self.unsayable("the data \(self.data.name)")
            }
            return data
        }
    }

    private func checkThatPlaygroundHasIt() throws(PlaygroundLinkError) {
        if activation == .step { throw Self.unsayable("the activation step") }
        if settings.loss != .halfSquaredError { throw Self.unsayable("the loss \(settings.loss.rawValue)") }
        if settings.optimizer != .gradientDescent {
            throw Self.unsayable("the optimizer \(settings.optimizer.rawValue)")
        }
        if scaling != .none { throw Self.unsayable("scaling") }
        // Above 80, the page takes 50 instead.
        if noise > 80 { throw Self.unsayable("a noise above 80") }
        if seed.isEmpty || !seed.unicodeScalars.allSatisfy(Self.standsInLinks) {
            throw PlaygroundLinkError(
                description:
                    "a Playground link can't hold the seed \(seed.debugDescription): letters, digits and .-_ stand in it"
            )
        }
    }

    private static func unsayable(_ what: String) -> PlaygroundLinkError {
        PlaygroundLinkError(description: "TensorFlow Playground has no link for \(what)")
    }

    /// Whether a browser leaves a character of a link as it is, and Playground's page reads it as part of a value.
    private static func standsInLinks(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "0"..."9", "a"..."z", "A"..."Z", ".", "-", "_", "~", "!", "*", "'", "(", ")", ",", ":", "@", "/",
            "+":
            true
        default: false
        }
    }

    /// The shortest text that gives a number again, whole numbers without a point.
    private static func text(_ number: Double) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
