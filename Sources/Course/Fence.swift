/// A `yaml` fence of a lesson: data for a stage, which decodes it into its own type.
package struct Fence: Sendable {
    /// The second word of the info string, for example `network`.
    package let kind: String
    /// The place of the opening fence.
    package let place: Place
    /// The folder that holds the lesson and its listings.
    package var folder: String { lessonFolder.path }
    let lessonFolder: LessonFolder
    let content: Content

    enum Content: Sendable {
        case read(YAMLNode)
        /// The lines between the marks, which nobody has looked into yet.
        case unread(SourceText)
    }

    /// The content as a value of this type; throws every key that the type does not know, and what is wrong.
    package func decode<Value: Decodable>(_ type: Value.Type) throws(Problems) -> Value {
        try node().decode(type)
    }

    /// Whether its mapping has a key, for a kind of fence that comes in more than one form.
    package func hasKey(_ key: String) -> Bool {
        (try? node())?[key] != nil
    }

    /// Every text in it, keys left out; empty where it can't be read.
    package var texts: [Placed<String>] { (try? node())?.texts ?? [] }

    /// The fence with its content read, which is then not read anew each time that something asks for it.
    package func read() throws(Problems) -> Fence {
        Fence(kind: kind, place: place, lessonFolder: lessonFolder, content: .read(try node()))
    }

    private func node() throws(Problems) -> YAMLNode {
        switch content {
        case .read(let node): return node
        case .unread(let source):
            do { return try YAMLReader(source: source, start: place).read() } catch {
                throw Problems([error])
            }
        }
    }

    /// Where the value at the end of this path stands, or the nearest value above it that is there:
    /// `fence.place(of: "options", 1, "text")`. The empty path is the place of the opening fence.
    package func place(of path: PathElement...) -> Place {
        guard var node = try? node() else { return place }
        for (depth, element) in path.enumerated() {
            let inner: YAMLNode? =
                switch element {
                case .key(let key): node[key]
                case .index(let index): node[index]
                }
            guard let inner else { return depth == 0 ? place : node.place }
            node = inner
        }
        return path.isEmpty ? place : node.place
    }

    /// The text of a file beside the lesson, such as a listing; throws what keeps it from being read.
    ///
    /// Only regular files of UTF-8 within the course folder are read, whatever a link or a name points to.
    /// `asked` is the place that errors carry: that of the name in the lesson.
    package func text(ofFile name: String, askedAt asked: Place) throws(Problems) -> String {
        do {
            let bytes = try lessonFolder.bytes(ofFile: name)
            return try SourceText(bytes: bytes, file: lessonFolder.shown(name)).text
        } catch let error as FileError {
            throw Problems([Problem("\(lessonFolder.shown(name)): \(error)", at: asked)])
        } catch let problems as Problems {
            throw problems
        } catch {
            throw Problems([Problem("\(lessonFolder.shown(name)): \(error)", at: asked)])
        }
    }

    /// A step on the way to a value: the key of a mapping, or an index of a list, from 0.
    package enum PathElement: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, Sendable {
        case key(String)
        case index(Int)

        package init(stringLiteral key: String) { self = .key(key) }
        package init(integerLiteral index: Int) { self = .index(index) }
    }
}

extension YAMLNode {
    fileprivate var texts: [Placed<String>] {
        switch content {
        case .scalar(let text, _): [Placed(text, at: place)]
        case .sequence(let items, _): items.flatMap(\.texts)
        case .mapping(let entries, _): entries.flatMap(\.value.texts)
        }
    }
}
