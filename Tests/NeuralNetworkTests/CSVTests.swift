import FoundationEssentials
import Glibc
import Testing

@testable import NeuralNetwork

/// The learner's own tables.
struct CSVTests {
    private func read(
        _ text: String, target: String? = nil, problem: LabelledData.Problem? = nil
    ) throws(CSVError) -> LabelledData {
        try LabelledData(csv: Array(text.utf8), target: target, problem: problem)
    }

    @Test func aTableOfTwoClasses() throws {
        let data = try read("width,height,kind\n1,2,cat\n-3.5,4e-1,dog\n.5,+6.,cat\n0,1,dog\n")
        #expect(data.columns == ["width", "height"] && data.target == "kind")
        #expect(data.kind == .twoClasses(negative: "cat", positive: "dog"))
        #expect(data.inputs == Matrix(rows: 4, columns: 2, elements: [1, 2, -3.5, 0.4, 0.5, 6, 0, 1]))
        #expect(data.labels == [0, 1, 0, 1])
        #expect(data.ranges[0].contains(-3.5) && data.ranges[0].contains(1))
    }

    @Test(arguments: [
        "a,b,c\n1,2,x\n3,4,y\n", "a;b;c\n1;2;x\n3;4;y", "a\tb\tc\r\n1\t2\tx\r\n3\t4\ty\r\n",
        "\u{FEFF}a,b,c\r1,2,x\r3,4,y\r", "\n\na, b ,c\n\n 1, 2 ,x \n\n3,4,  y\n\n",
        "\"a\",\"b\",\"c\"\n\"1\",\"2\",\"x\"\n\" 3 \",\"4\" , \"y\"\n",
    ])
    func theSameTableInOtherClothes(text: String) throws {
        let expected = try read("a,b,c\n1,2,x\n3,4,y\n")
        #expect(expected.inputs.elements == [1, 2, 3, 4])
        #expect(try read(text) == expected)
    }

    @Test func quotedTextIsTakenAsItStands() throws {
        let data = try read("\"a \"\"b\"\"\",\"c\nd\"\n1,\" x,;\r\n\"\n2,\"\"\"\"\n")
        #expect(data.columns == ["a \"b\""] && data.target == "c\nd")
        #expect(data.kind.classNames == [" x,;\r\n", "\""])
    }

    @Test func withoutAHeaderColumnsAreCounted() throws {
        let data = try read("1,2,0\n3,4,1\n5,6,1\n7,8,0\n")
        #expect(data.columns == ["x1", "x2"] && data.count == 4)
        #expect(data.kind == .twoClasses(negative: "0", positive: "1") && data.labels == [0, 1, 1, 0])
    }

    @Test(arguments: [
        ("kind", ["a", "b"]), ("1", ["a", "b"]), ("a", ["kind", "b"]), ("3", ["kind", "a"]),
    ])
    func anotherColumnIsTheTarget(target: String, columns: [String]) throws {
        let data = try read("kind,a,b\n1,10,100\n2,20,200\n3,30,300\n", target: target)
        #expect(data.columns == columns && data.count == 3)
    }

    @Test(arguments: [
        // Whole numbers that come again are classes; others are numbers.
        ("2,0,2,1,0,1", LabelledData.Kind.classes(["0", "1", "2"])), ("1,2,3,4,5,6", .numbers),
        ("1.0,0,1,0", .twoClasses(negative: "0", positive: "1")),
        ("-1,1,-1,1", .twoClasses(negative: "-1", positive: "1")),
        ("0.5,1,0.5,1", .numbers), ("yes,no,no", .twoClasses(negative: "no", positive: "yes")),
        ("c,a,b", .classes(["a", "b", "c"])), ("1,2,other,1", .classes(["1", "2", "other"])),
    ])
    func labelsTellWhatTheyAre(labels: String, kind: LabelledData.Kind) throws {
        let rows = labels.split(separator: ",").enumerated().map { "\($0),\($1)\n" }.joined()
        #expect(try read(rows).kind == kind)
    }

    @Test func theProblemCanBeChosen() throws {
        let text = "1,0\n2,1\n3,0\n4,1\n"
        #expect(try read(text, problem: .regression).labels == [0, 1, 0, 1])
        #expect(try read("1,0.5\n2,1.5\n", problem: .classification).kind.classNames == ["0.5", "1.5"])
    }

    @Test(arguments: [
        ("a,b\n1,x\noops,y\n", "3:1: expected a number in column 1 (a), found \"oops\""),
        ("1,2,x\n3,,y\n", "2:3: the cell of column 2 is empty; leave out the row, or fill it in"),
        ("1,x\n2, \n", "2:4: the cell of column 2 is empty; leave out the row, or fill it in"),
        ("1,2,x\n3,4\n", "2:1: expected 3 cells as in the first row, found 2"),
        ("1,2,x\n3,4,y,z\n", "2:1: expected 3 cells as in the first row, found 4"),
        (
            "1,x\nNaN,y\n",
            "2:1: expected a number in column 1, found \"NaN\", with which nothing can be computed"
        ),
        (
            "1,2\n3,-inf\n",
            "2:3: expected a number in column 2, found \"-inf\", with which nothing can be computed"
        ),
        ("1,x\n1e999,y\n", "2:1: \"1e999\" in column 1 is too large for a number"),
        ("1,1\n2,1e999\n", "2:3: \"1e999\" in column 2 is too large for a number"),
        ("1,x\n0x10,y\n", "2:1: expected a number in column 1, found \"0x10\""),
        ("1,2.5\n2,abc\n3,4.5\n", "2:3: expected a number in column 2, found \"abc\""),
        (
            "a;b\n1;x\n1,5;y\n",
            "3:1: expected a number in column 1 (a), found \"1,5\"; with a decimal point it is 1.5"
        ),
        ("1,x\n2,x\n", " all labels in column 2 are \"x\"; it takes two classes to tell them apart"),
        ("1,7\n2,7\n3,7\n", " all labels in column 2 are \"7\"; it takes two classes to tell them apart"),
        ("", " there are no rows to learn from"), ("\n\r\n", " there are no rows to learn from"),
        ("a,b\n", " there are no rows to learn from"),
        ("1,2\n", " there is one row alone; it takes one to learn from and one to test"),
        ("1,\"x\n2,y\n", "1:3: this quote is never closed"),
        (
            "1,\"x\"y\n",
            "1:6: expected a separator or the end of the row after the closing quote; a quote in a text is written twice"
        ),
        (
            "1\n2\n",
            "1:1: there is one column alone, separated by \",\", \";\" or tabs; it takes one to read and one to tell"
        ),
        ("ä,b\nö1,x\n", "2:1: expected a number in column 1 (ä), found \"ö1\""),
    ])
    func whatIsWrongHasItsPlace(text: String, message: String) {
        let error = #expect(throws: CSVError.self) { try read(text) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("a,b\n1,2\n", "c", "there is no column \"c\"; did you mean"),
        ("width,height\n1,2\n", "depth", "there is no column \"depth\"; there are width, height"),
        ("1,2\n3,4\n", "b", "the file has no header: give the number of the column, from 1"),
        ("1,2\n3,4\n", "3", "there is no column \"3\""), ("1,2\n3,4\n", "0", "there is no column \"0\""),
    ])
    func aColumnThatIsNotThere(text: String, target: String, words: String) {
        let error = #expect(throws: CSVError.self) { try read(text, target: target) }
        #expect(error?.description.contains(words) ?? false)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x31, 0, 0x2C, 0], "1:1: this is UTF-16; save the file as UTF-8"),
            (
                Array("1,".utf8) + [0xE4] + Array("\n2,b\n".utf8),
                "1:3: these bytes are no text in UTF-8; save the file as UTF-8"
            ),
            (
                Array("1,a\n2,b\n".utf8) + [0xFF] + Array(",b\n".utf8),
                "3:1: these bytes are no text in UTF-8; save the file as UTF-8"
            ),
        ] as [([UInt8], String)])
    func textInOtherEncodingsIsRefused(bytes: [UInt8], message: String) {
        let error = #expect(throws: CSVError.self) { try LabelledData(csv: bytes) }
        #expect(error?.description == message)
    }

    @Test func whatIsTooMuchIsRefused() {
        let wide = (0...1000).map(String.init).joined(separator: ",")
        #expect(throws: CSVError(.tooManyColumns(found: 1001, limit: 1000), line: 1, column: 1)) {
            try read(wide)
        }
        let names = (0...100).map { "\($0),name\($0)\n" }.joined()
        #expect(throws: CSVError(.tooManyClasses(limit: 100, column: "column 2"), line: 101, column: 5)) {
            try read(names)
        }
        let large = [UInt8](repeating: UInt8(ascii: "\n"), count: CSVLimits.size + 1)
        #expect(throws: CSVError(.tooLarge(limit: CSVLimits.size))) { try LabelledData(csv: large) }
    }

    /// Numbers are read as the C library reads them, to the last bit, however they are written.
    @Test func numbersAreReadToTheLastBit() throws {
        var random = SplitMix64(seed: 3)
        var texts = ["0", "-0", "9007199254740993", "1e22", "1e23", "4.9e-324", "1.7976931348623157e308"]
        texts += ["12345678901234567890", "0.000000000000000000000000001", "1e-400", "5e-324", "00012.500"]
        for _ in 0..<20000 {
            let digits = Int.random(in: 1...20, using: &random)
            var text = (0..<digits).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
            if Bool.random(using: &random) {
                text.insert(
                    ".", at: text.index(text.startIndex, offsetBy: .random(in: 0...digits, using: &random)))
            }
            if Bool.random(using: &random) { text += "e\(Int.random(in: -40...40, using: &random))" }
            texts.append(text)
        }
        let data = try read(texts.map { "\($0),0.5\n" }.joined())
        for (row, text) in texts.enumerated() {
            #expect(data.inputs[row, 0].bitPattern == strtod(text, nil).bitPattern, "\(text)")
        }
    }

    /// Tables as Python's csv module writes them, with every way of quoting, and what is in them as its json module says it.
    @Test(
        .enabled(if: Python.plain != nil, "Python is not installed"),
        arguments: [",", ";", "\\t"], ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC"])
    func pythonsTablesAreRead(separator: String, quoting: String) throws {
        let script = """
            import csv, io, json, random
            source = random.Random("tables")
            words = ["plain", 'a "word"', "with, comma", "semi;colon", "two\\nlines", "tab\\there", "ä π", '"', "c\\r\\nd"]
            rows = [[source.gauss(0, 10 ** source.randint(-9, 9)), source.randint(-99, 99), source.choice(words)]
                    for _ in range(300)]
            text = io.StringIO()
            writer = csv.writer(text, delimiter="\(separator)", quoting=csv.\(quoting))
            writer.writerows([["x", "the, \\"y\\"", "word"]] + rows)
            print(json.dumps({"text": text.getvalue(), "rows": [row[:2] for row in rows], "words": [row[2] for row in rows]}))
            """
        struct Table: Decodable {
            let text: String
            let rows: [[Double]]
            let words: [String]
        }
        let output = try Program.run([Python.plain ?? "", "-c", script])
        let table = try JSONDecoder().decode(Table.self, from: Data(output.utf8))
        let data = try read(table.text)
        #expect(data.columns == ["x", "the, \"y\""] && data.target == "word" && data.count == 300)
        #expect(data.inputs.elements == Array(table.rows.joined()))
        #expect((0..<300).map { data.kind.classNames[data.classIndex(ofRow: $0) ?? 0] } == table.words)
    }

    /// Any text gives a table or an error with a message, and never a trap.
    @Test func noTextIsTooStrange() {
        var random = SplitMix64(seed: 4)
        let pieces = [
            "1", "2.5", ",", ";", "\t", "\n", "\r\n", "\"", "\"\"", " ", "a", "é", "-", "e", ".", "NaN",
        ]
        for _ in 0..<20000 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            do throws(CSVError) {
                let data = try read(text)
                #expect(data.count > 1 && data.inputs.elements.allSatisfy(\.isFinite))
            } catch {
                #expect(error.description.count > 10)
            }
        }
    }
}
