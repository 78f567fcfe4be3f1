import Experiment
import Foundation
import Glibc
import NeuralNetwork

/// Reads and writes a playground's files.
enum PlaygroundFiles {
    /// Reads a table or a network.
    static func open(_ name: String, _ configuration: PlaygroundConfiguration) -> PlaygroundReport {
        let path = path(name)
        do throws(OrdinaryFile.Trouble) {
            let bytes = try OrdinaryFile.bytes(
                of: path, limit: largestFile + 1)
            if name.hasSuffix(".link") {
                return .link(
                    String(decoding: bytes.prefix(10_000), as: UTF8.self).trimmingCharacters(
                        in: .whitespacesAndNewlines))
            }
            return name.hasSuffix(".json") ? network(bytes, name) : table(bytes, name, configuration)
        } catch { return .trouble("\(name): \(error.words(limit: largestFile))") }
    }

    private static func network(_ bytes: [UInt8], _ name: String) -> PlaygroundReport {
        do { return .network(try NetworkFile(json: bytes).network) } catch {
            return .trouble("\(name):\(error)")
        }
    }

    private static func table(
        _ bytes: [UInt8], _ name: String, _ configuration: PlaygroundConfiguration
    ) -> PlaygroundReport {
        do {
            let title = name.split(separator: "/").last.map(String.init) ?? name
            var configuration = configuration
            configuration.take(.table(try LabelledData(csv: bytes), name: title))
            return .table(try Playground(configuration))
        } catch let error as CSVError { return .trouble("\(name):\(error)") } catch {
            return .trouble("\(name): \(error)")
        }
    }

    /// Writes a text.
    static func save(_ text: String, as name: String, overwrites: Bool) -> PlaygroundReport {
        let path = path(name)
        if !overwrites, access(path, F_OK) == 0 { return .exists(name) }
        do throws(OrdinaryFile.Trouble) { try OrdinaryFile.write(text, to: path) } catch {
            return .trouble("\(name) was not saved: \(error.words(limit: largestFile))")
        }
        return .saved(name)
    }

    /// With the home folder in place of a `~` at its beginning, as shells have it.
    private static func path(_ name: String) -> String {
        guard name.hasPrefix("~/"), let home = getenv("HOME") else { return name }
        return String(cString: home) + name.dropFirst()
    }

    private static let largestFile = max(CSVLimits.size, NetworkFile.sizeLimit)
}
