import Testing

@testable import Reporting

@Suite struct MarkdownParserTests {
  @Test func tablesHaveAlignmentHeadAndRows() throws {
    let source =
      "| Tier | Units | Mark | Bare |\n| :--- | ---: | :---: | --- |\n| Store | 1 | a |\n| DC | 2 | b | c | d |\n"
    let table = MarkdownTable(
      alignments: [.start, .end, .center, .start],
      head: [[.text("Tier")], [.text("Units")], [.text("Mark")], [.text("Bare")]],
      rows: [
        // A short row is filled, a long one cut: there is one cell per column.
        [[.text("Store")], [.text("1")], [.text("a")], []],
        [[.text("DC")], [.text("2")], [.text("b")], [.text("c")]],
      ])
    #expect(MarkdownParser.parse(source) == [.table(table)])
  }

  @Test func commentsOfOneWordAreDirectives() {
    let source =
      "<!-- cover -->\n\n# T\n\n<!-- /cover -->\n\n<!-- two words -->\n\n<!--tight-->\n\n<!-- page-break -->\n"
    #expect(
      MarkdownParser.parse(source) == [
        .directive("cover"), .heading(level: 1, [.text("T")]), .directive("/cover"), .directive("page-break"),
      ])
  }

  @Test func otherHTMLIsDropped() {
    let source = "<script>alert(1)</script>\n\ntext <b>bold</b> <img src=x onerror=y>\n\n<iframe src=\"x\"></iframe>\n"
    #expect(MarkdownParser.parse(source) == [.paragraph([.text("text "), .text("bold"), .text(" ")])])
  }

  @Test func inlinesKeepTheirMarks() {
    let source = "a **b *c*** ~~d~~ `e` [f](g \"h\") ![i *j*](k \"l\")  \nm\n"
    #expect(
      MarkdownParser.parse(source) == [
        .paragraph([
          .text("a "), .strong([.text("b "), .emphasis([.text("c")])]), .text(" "), .strikethrough([.text("d")]),
          .text(" "), .code("e"), .text(" "), .link([.text("f")], destination: "g"), .text(" "),
          .image(alternativeText: "i j", source: "k", title: "l"), .lineBreak, .text("m"),
        ])
      ])
  }

  @Test func blocksNest() {
    let source = "> a\n>\n> - b\n>   1. c\n\n---\n\n    code\n"
    #expect(
      MarkdownParser.parse(source) == [
        .quote([
          .paragraph([.text("a")]),
          .list(
            items: [[.paragraph([.text("b")]), .list(items: [[.paragraph([.text("c")])]], firstNumber: 1)]],
            firstNumber: nil),
        ]), .rule, .code("code\n"),
      ])
  }

  enum Nest: CaseIterable {
    case quotes, lists, marks, images

    var source: String {
      switch self {
      case .quotes: String(repeating: ">", count: 10_000) + " deep"
      case .lists: (0...500).map { String(repeating: "  ", count: $0) + ($0 == 500 ? "- deep\n" : "- x\n") }.joined()
      case .marks: String(repeating: "*a **b ", count: 2_000) + "deep" + String(repeating: "** c*", count: 2_000)
      case .images: String(repeating: "![", count: 3_000) + "deep" + String(repeating: "](x)", count: 3_000)
      }
    }
  }

  @Test("deep nesting ends in plain text", arguments: Nest.allCases)
  func deepNesting(nest: Nest) {
    let tree = MarkdownParser.parse(nest.source)
    #expect(tree.map(\.depth).max() ?? 0 <= MarkdownParser.maximumDepth + 1)
    #expect(tree.map(\.words).joined().contains("deep"))
  }

  @Test("nothing is lost of ordinary nesting")
  func ordinaryNesting() {
    let source = String(repeating: "> ", count: 10) + "**a *b***"
    #expect(MarkdownParser.parse(source).map(\.depth) == [13])
  }

  @Test("odd bytes are read", arguments: ["", "\n\n", "\u{0}", "a\u{0}b", "\u{FEFF}# x", "\r\n\r\n# x\r\n", "|\n|-"])
  func oddBytes(source: String) {
    #expect(MarkdownParser.parse(source) == MarkdownParser.parse(source))
    #expect(MarkdownParser.parse(source).count <= 2)
  }
}

extension MarkdownBlock {
  /// Levels of quotes, lists and marks within, itself included.
  fileprivate var depth: Int {
    switch self {
    case .quote(let blocks): 1 + (blocks.map(\.depth).max() ?? 0)
    case .list(let items, _): 1 + (items.joined().map(\.depth).max() ?? 0)
    case .paragraph(let inlines), .heading(_, let inlines): inlines.map(\.depth).max() ?? 0
    default: 1
    }
  }

  fileprivate var words: String {
    switch self {
    case .quote(let blocks): blocks.map(\.words).joined()
    case .list(let items, _): items.joined().map(\.words).joined()
    case .paragraph(let inlines), .heading(_, let inlines): inlines.plainText
    default: ""
    }
  }
}

extension MarkdownInline {
  fileprivate var depth: Int {
    switch self {
    case .strong(let inner), .emphasis(let inner), .strikethrough(let inner), .link(let inner, _):
      1 + (inner.map(\.depth).max() ?? 0)
    default: 1
    }
  }
}
