import CCmark

/// The tree of a CommonMark text; it lives as long as this object, and its nodes no longer.
final class MarkdownTree {
    let root: MarkdownNode
    private let pointer: OpaquePointer

    /// Parses a text that keeps the caps of a lesson.
    init?(text: String) {
        guard Self.tablesAreRegistered, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
        defer { cmark_parser_free(parser) }
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let pointer = cmark_parser_finish(parser) else { return nil }
        self.pointer = pointer
        root = MarkdownNode(pointer: pointer)
    }

    deinit {
        cmark_node_free(pointer)
    }

    /// Registering is not safe from two threads; a static property is set up once.
    private static let tablesAreRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return cmark_find_syntax_extension("table") != nil
    }()
}

/// One node of a `MarkdownTree`, to be used while the tree lives.
struct MarkdownNode {
    let pointer: OpaquePointer

    enum Kind {
        case heading, paragraph, list, item, quote, code, html, rule, table, tableRow, tableCell
        case text, codeSpan, emphasis, strong, link, image, softBreak, lineBreak, inlineHTML
        case other
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_CODE_BLOCK: .code
        case CMARK_NODE_HTML_BLOCK: .html
        case CMARK_NODE_THEMATIC_BREAK: .rule
        case ccmark_node_type_table(): .table
        case ccmark_node_type_table_row(): .tableRow
        case ccmark_node_type_table_cell(): .tableCell
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_CODE: .codeSpan
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_HTML_INLINE: .inlineHTML
        default: .other
        }
    }

    var children: some Sequence<MarkdownNode> {
        sequence(state: cmark_node_first_child(pointer).map(MarkdownNode.init)) { node in
            defer { node = node?.next }
            return node
        }
    }

    var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }
    var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }

    // Lines and columns count from 1 in the parsed text; columns count bytes.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

    /// The text of a text, code or HTML node.
    var literal: String { Self.string(cmark_node_get_literal(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var destination: String { Self.string(cmark_node_get_url(pointer)) }
    var info: String { Self.string(cmark_node_get_fence_info(pointer)) }

    /// The first number of an ordered list.
    var listStart: Int? {
        guard cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
        return Int(cmark_node_get_list_start(pointer))
    }

    /// The character and the length of the line that opens a fenced code block; nil for an indented one.
    var fence: (character: Character, length: Int)? {
        var (length, offset): (Int32, Int32) = (0, 0)
        var character: CChar = 0
        guard cmark_node_get_fenced(pointer, &length, &offset, &character) != 0 else { return nil }
        return (Character(Unicode.Scalar(UInt8(bitPattern: character))), Int(length))
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
