internal import CMarkGFM

/// Reads Markdown with tables (GitHub's dialect) by cmark-gfm.
public enum MarkdownParser {
  /// The blocks of a document, top to bottom.
  public static func parse(_ source: String) -> [MarkdownBlock] {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough"] {
      if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
    }
    cmark_parser_feed(parser, source, source.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    cmark_consolidate_text_nodes(document)
    return blocks(of: document, depth: 0)
  }

  /// Blocks and marks nest no deeper than this; what lies deeper stands as its text. The writers follow the tree by
  /// recursion, and a file must not be able to exhaust their stack.
  static let maximumDepth = 16

  private typealias Node = OpaquePointer

  private static func children(of node: Node) -> [Node] {
    var found: [Node] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      found.append(child)
      next = cmark_node_next(child)
    }
    return found
  }

  private static func literal(_ node: Node) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  private static func typeName(_ node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

  /// All text below a node, found without recursion.
  private static func text(below node: Node) -> String {
    guard let iterator = cmark_iter_new(node) else { return "" }
    defer { cmark_iter_free(iterator) }
    var words: [String] = []
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      switch typeName(node) {
      case "text", "code", "code_block": words.append(literal(node))
      case "softbreak", "linebreak": words.append(" ")
      default: break
      }
    }
    return words.joined()
  }

  private static func blocks(of node: Node, depth: Int) -> [MarkdownBlock] {
    guard depth < maximumDepth else {
      let text = text(below: node)
      return text.isEmpty ? [] : [.paragraph([.text(text)])]
    }
    return children(of: node).compactMap { block($0, depth: depth) }
  }

  private static func block(_ node: Node, depth: Int) -> MarkdownBlock? {
    switch typeName(node) {
    case "heading": .heading(level: Int(cmark_node_get_heading_level(node)), inlines(of: node))
    case "paragraph": .paragraph(inlines(of: node))
    case "block_quote": .quote(blocks(of: node, depth: depth + 1))
    case "code_block": .code(literal(node))
    case "thematic_break": .rule
    case "html_block": directive(literal(node))
    case "list":
      .list(
        items: children(of: node).map { blocks(of: $0, depth: depth + 1) },
        firstNumber: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil)
    case "table": .table(table(node))
    default: nil
    }
  }

  /// `<!-- name -->` alone is a directive; any other raw HTML is dropped.
  private static func directive(_ html: String) -> MarkdownBlock? {
    let words = html.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0] == "<!--", words[2] == "-->" else { return nil }
    return .directive(String(words[1]))
  }

  private static func table(_ node: Node) -> MarkdownTable {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    var alignments = [MarkdownTable.Alignment](repeating: .start, count: columns)
    if let marks = cmark_gfm_extensions_get_table_alignments(node) {
      for column in 0..<columns {
        alignments[column] =
          marks[column] == UInt8(ascii: "r") ? .end : marks[column] == UInt8(ascii: "c") ? .center : .start
      }
    }
    var rows = children(of: node).map { row in children(of: row).map { inlines(of: $0) } }
    let head = rows.isEmpty ? [] : rows.removeFirst()
    return MarkdownTable(alignments: alignments, head: head, rows: rows)
  }

  private static func inlines(of node: Node, depth: Int = 0) -> [MarkdownInline] {
    guard depth < maximumDepth else {
      let text = text(below: node)
      return text.isEmpty ? [] : [.text(text)]
    }
    return children(of: node).compactMap { inline($0, depth: depth + 1) }
  }

  private static func inline(_ node: Node, depth: Int) -> MarkdownInline? {
    switch typeName(node) {
    // Space cut off at the end of a line leaves an empty text.
    case "text": literal(node).isEmpty ? nil : .text(literal(node))
    case "code": .code(literal(node))
    case "softbreak": .text(" ")
    case "linebreak": .lineBreak
    case "strong": .strong(inlines(of: node, depth: depth))
    case "emph": .emphasis(inlines(of: node, depth: depth))
    case "strikethrough": .strikethrough(inlines(of: node, depth: depth))
    case "link":
      .link(
        inlines(of: node, depth: depth), destination: cmark_node_get_url(node).map { String(cString: $0) } ?? "")
    case "image":
      .image(
        alternativeText: text(below: node), source: cmark_node_get_url(node).map { String(cString: $0) } ?? "",
        title: cmark_node_get_title(node).map { String(cString: $0) } ?? "")
    default: nil
    }
  }
}
