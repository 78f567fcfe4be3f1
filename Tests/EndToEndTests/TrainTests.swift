import Testing

/// Training without a screen, as scripts use it.
struct TrainTests {
    /// The losses are Playground's own for this configuration: the first run in
    /// `Tests/NeuralNetworkTests/Fixtures/playground-runs.json`.
    @Test(arguments: [
        "--data circle --hidden 4,2 --activation tanh --seed 0.59704",
        "--url 'https://playground.tensorflow.org/#dataset=circle&networkShape=4,2&activation=tanh&seed=0.59704'",
    ])
    func itPrintsPlaygroundsLosses(options: String) throws {
        let script = try Script()
        let result = try script.run("neurotour train --json --epochs 10 \(options)", limit: .seconds(60))
        #expect(result.code == 0 && result.errors == "")
        #expect(result.lines.count == 6)
        #expect(
            result.lines[0].hasPrefix(#"{"data": "circle", "problem": "classification", "seed": "0.59704""#))
        let losses = [
            (0, 0.4994400967795191, 0.5011900890290666), (1, 0.49757837808668076, 0.49811584841550893),
            (10, 0.486274570790497, 0.48422242942162247),
        ]
        for (line, expected) in zip(result.lines[1...], losses) {
            let numbers = line.split(whereSeparator: { !"0123456789.e-".contains($0) }).compactMap {
                Double($0)
            }
            #expect(numbers.count == 3 && numbers[0] == Double(expected.0))
            #expect(abs(numbers[1] - expected.1) <= 1e-12 && abs(numbers[2] - expected.2) <= 1e-12)
        }
        #expect(result.lines[4].hasPrefix(#"{"examplesPerSecond": "#))
        #expect(result.lines[5].hasPrefix(#"{"network": {"layers": ["#))
    }

    @Test func aTrainedNetworkCanBeUsed() throws {
        let script = try Script()
        let result = try script.run(
            """
            neurotour train --data gauss --hidden 2 --epochs 3 --json | tail -1 | sed 's/^{"network": //; s/}$//' > net.json
            neurotour forward net.json --input 2,2 | tail -1
            """, limit: .seconds(60))
        #expect(result.code == 0 && result.output.hasPrefix("output "))
    }

    @Test(arguments: [
        ("--url '#batchSize=ten'", "character 2 of the link: batchSize"), ("--hidden 4,x", "sizes of layers"),
        ("--data spiral --problem regression", "the data spiral are not for regression"),
        ("--problem regresion", "--problem: there is no \"regresion\"; did you mean regression?"),
        ("--features x,z", "--features: there is no \"z\""), ("--learning-rate -1", "--learning-rate"),
        ("--learning-rate nan", "--learning-rate takes a number"), ("--learning-rate 1e10", "to 1000000000"),
        ("--data helix", "--data: there is no \"helix\"; there are circle, xor"),
        ("--data spirla", "did you mean spiral?"), ("--epochs -1", "--epochs"), ("--epochs ten", "--epochs"),
        ("--activation rellu", "--activation: there is no \"rellu\"; did you mean relu?"),
        ("--loss crossEntorpy", "did you mean crossEntropy?"), ("--optimizer adm", "did you mean adam?"),
        ("--regularization L3", "did you mean L1?"), ("--scaling std", "there are none, standard"),
        ("--data clouds --loss crossEntropy", "softmaxCrossEntropy does"),
        ("--data reg-plane --loss softmaxCrossEntropy", "halfSquaredError does"),
        ("--data spiral --target x", "--target names a column of a CSV file"),
        ("--data ./none.csv", "./none.csv: No such file or directory"),
        ("--data . ", "there is no \".\""), ("--data ./", "./: Is a directory"),
        ("--export net.exe", "net.exe ends in none of .json, .py, .torch.py, .js, .swift"),
        ("--export none/net.py", "none/net.py: No such file or directory"),
        ("--data bad.csv", "bad.csv:3:1: expected a number in column 1 (a), found \"x\""),
        ("--data good.csv --target d", "good.csv: there is no column \"d\"; did you mean \"a\"?"),
        ("--data corners --batch 5", "--batch: there are 4 examples to learn from"),
        ("--data good.csv --noise 5", "--noise: the rows of a file are taken as they are"),
        ("--data good.csv --features x", "--features are made of two columns, and there are 3"),
        ("--data good.csv --problem regression", "good.csv:2:7: expected a number in column 4 (kind)"),
    ])
    func wrongUsageIsTwo(options: String, words: String) throws {
        let script = try Script()
        try script.write("a,b\n1,2\nx,3\n", to: "bad.csv")
        try script.write("a,b,c,kind\n1,2,3,yes\n2,3,4,no\n", to: "good.csv")
        let result = try script.run("neurotour train \(options)")
        #expect(result.code == 2)
        #expect(result.errors.contains(words))
        #expect(result.output == "" && result.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ("--problem regression", "reg-plane"), ("--problem classification", "circle"),
        ("--problem regression --url '#dataset=xor&regDataset=reg-gauss'", "reg-gauss"),
        ("--problem classification --url '#dataset=xor&problem=regression'", "xor"),
        ("--data moons", "moons"), ("--data reg-gauss --problem regression", "reg-gauss"),
    ])
    func theProblemChoosesTheData(options: String, data: String) throws {
        let result = try Script().run("neurotour train --json --epochs 0 \(options)")
        #expect(result.code == 0 && result.lines[0].hasPrefix("{\"data\": \"\(data)\""))
    }

    /// Three clouds of a CSV file are told apart, and the exported network does so with numbers as they stand in the file.
    @Test func aTableIsLearnedAndExported() throws {
        let script = try Script()
        // Three clouds around (1000, 0.1), (2000, 0.1) and (1500, 0.9), drawn by a generator of two lines.
        let rows = (0..<240).map { row -> String in
            let wobble = Double(row * 7919 % 101) / 101 - 0.5
            let other = Double(row * 104_729 % 103) / 103 - 0.5
            let centre = [(1000.0, 0.1, "low"), (2000, 0.1, "high"), (1500, 0.9, "up")][row % 3]
            return "\(centre.2);\(centre.0 + 300 * wobble);\(centre.1 + 0.3 * other)"
        }
        try script.write("kind;size;share\n" + rows.joined(separator: "\n") + "\n", to: "clouds.csv")
        let result = try script.run(
            """
            neurotour train --data clouds.csv --target kind --hidden 8 --optimizer adam --learning-rate 0.05 --epochs 200 \
                --export net.json --export net.js --export net.py --export net.torch.py --export net.swift
            node net.js 1010 0.12; node net.js 1990,0.08; echo 1500 0.9 | node net.js
            neurotour forward net.json --input 1500,0.9 | tail -1
            """, limit: .seconds(60))
        #expect(result.code == 0 && result.errors == "")
        #expect(result.output.contains("kind is one of high, low, up"))
        #expect(result.output.contains("120 of 120 test data right"))
        let answers = result.lines.suffix(4)
        #expect(answers.prefix(3).map { $0.split(separator: "\t").last } == ["low", "high", "up"])
        #expect(answers.last?.hasPrefix("output ") ?? false)
        for file in ["net.json", "net.js", "net.py", "net.torch.py", "net.swift"] {
            #expect(script.has(file))
        }
    }

    @Test func numbersOfATableArePredicted() throws {
        let script = try Script()
        // A plane, far from 0: 3000 + 50 a − 20 b.
        let rows = (0..<200).map { row -> String in
            let (a, b) = (Double(row * 7919 % 101), Double(row * 104_729 % 103))
            return "\(a),\(b),\(3000 + 50 * a - 20 * b)"
        }
        try script.write(rows.joined(separator: "\n"), to: "plane.csv")
        let result = try script.run(
            """
            neurotour train --data ./plane.csv --hidden '' --epochs 300 --json --export net.js > said
            head -1 said; node net.js 40 30
            """, limit: .seconds(60))
        #expect(result.code == 0 && result.errors == "")
        #expect(result.lines[0].contains("\"problem\": \"regression\""))
        #expect(result.lines[0].contains("\"scaling\": \"standard\""))
        let answer = try #require(Double(result.lines[1]))
        #expect(abs(answer - 4400) < 1)
    }

    /// A rate a billion times too large is taken, and what becomes of it is said.
    @Test func divergenceIsSaid() throws {
        let result = try Script().run(
            "neurotour train --data reg-plane --learning-rate 1e9 --epochs 50 --json --export net.py; code=$?; ls; exit $code",
            limit: .seconds(60))
        #expect(result.code == 1)
        #expect(result.errors.contains("the training diverged: in epoch 1 "))
        #expect(result.errors.contains("nothing was exported") && !result.output.contains("net.py"))
        #expect(result.output.contains("{\"epoch\": 1, \"trainLoss\": \"NaN\", \"testLoss\": \"NaN\"}"))
        #expect(result.output.contains("\"NaN\""))
    }

    @Test(arguments: [
        "--loss crossEntropy --optimizer adam", "--loss softmaxCrossEntropy --optimizer momentum",
        "--data quarters --optimizer adam", "--data arms", "--data corners --noise 10",
        "--data disc --scaling standard",
    ])
    func everyWayOfLearningLearns(options: String) throws {
        let result = try Script().run("neurotour train --json --epochs 100 \(options)", limit: .seconds(60))
        #expect(result.code == 0 && result.errors == "")
        let losses = result.lines.filter { $0.hasPrefix("{\"epoch\"") }.compactMap { line in
            line.split(whereSeparator: { !"0123456789.e-".contains($0) }).dropFirst(2).compactMap {
                Double($0)
            }.first
        }
        #expect(losses.count == 4 && losses[3] < losses[0])
    }
}
