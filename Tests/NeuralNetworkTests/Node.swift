import FoundationEssentials

/// Runs JavaScript, so that the listings of the lesson page are judged by their own language.
enum Node {
    static let isInstalled = (try? run("")) != nil

    /// What a program prints.
    static func run(_ program: String) throws -> String { try Program.run(["node", "-e", program]) }

    /// The numbers that a JavaScript expression gives, after a listing has run without printing.
    static func numbers(_ expression: String, after listing: String) throws -> [Double] {
        let text = try run(
            "console.log = () => {};\n\(listing)\nprocess.stdout.write(JSON.stringify(\(expression)))")
        return try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    }
}
