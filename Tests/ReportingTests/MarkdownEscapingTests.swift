import Testing

@testable import Reporting

/// What a template inserts stands in Markdown as plain text, wherever it is put.
@Suite struct MarkdownEscapingTests {
  static let hostile = [
    "|", "a | b || c", "\\|", "\\\\|", "ends with \\", "<script>alert(1)</script>", "<b>", "<https://example.org>",
    "<!-- tiles -->", "*", "**", "*a*", "**a**", "***", "* x", "_", "__a__", "_a_ b", "a_b_c", "a_1", "_a", "a_",
    "`", "``", "`code`", "```", "~~~", "~~gone~~", "~", "![x](y)", "[x](y)", "[x]: y", "!", "[", "]", "1. x", "1)",
    "12. x", "123456789. x", "1.5", "3.", "(a)", "- x", "-", "--", "---", "- - -", "-5", "+ x", "+", "+5 %", "= x",
    "===", ":---", ":-:", ":", "# x", "#", "##", "## x", "####### x", "#5", "no #5", "x #", "x ##", "x # #", "c#",
    "&amp;", "&", "& b", "&#60;", "a&b;", "\"", "'", "\"quoted\" 'words'", "> x", ">", ">x", "a > b", "{{cover.title}}",
    "متجر الشمال 7", "\u{202E}txet", "华东仓库", "e\u{301}", "|\u{301}", "*\u{301}a*\u{301}", "\"\u{301}", "👩‍👩‍👧 |",
    "\u{FEFF}x", "a\nb", "a\r\nb", "a\r\rb", "a\tb", "\ta", "    code", " a ", "a  ", "a\n\n# b", "a\u{2028}b",
    "\u{A0}a\u{A0}", "\u{3000}a", "a\u{0}b", "$8.50M to $5.98M", "−30 %", "a@example.org", "www.example.org",
    "C:\\stores",
    "a\\\nb", "x\\n",
  ]

  @Test("a hostile text stays text", arguments: hostile)
  func hostileText(text: String) { expectPlain(text) }

  @Test("a very long text stays text", arguments: ["a long name | ", "#", "[", "*_", ">", "` ", "&amp;", "\\"])
  func longText(piece: String) { expectPlain(String(repeating: piece, count: 5_000)) }

  @Test("any text stays text")
  func anyText() {
    let pieces = [
      "|", "\\", "<", ">", "*", "**", "_", "`", "![", "](", ")", "[", "]", "1.", "2)", "- ", "+", "=", "#", " #",
      "&amp;",
      "&", "\"", "'", "~", ":", "-", "a", "B", "é", "店", "متجر", " ", "  ", "\n", "\r\n", "\t", "0", "9", "!", "$", "{",
      "}}", "\u{301}", "\u{A0}", "\u{200B}", "👍🏽", "word", "://", "@",
    ]
    var random = SplitMix(state: 1)
    for _ in 0..<1_500 {
      let count = Int.random(in: 1...9, using: &random)
      expectPlain((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
    }
  }

  @Test("ordinary words keep their look in the source")
  func readableSource() {
    for text in [
      "Cut stock by 30 %: from $8.50M to $5.98M.", "Stores (25) + DCs (3)", "store_north", "R&D", "No. 5 – 1.5 days!",
      "Item #5", "a = b", "−5 to +7", "-5",
    ] {
      #expect(MarkdownContentType.escape(text) == text)
    }
    #expect(MarkdownContentType.escape("a | *b*") == "a \\| \\*b\\*")
    #expect(MarkdownContentType.escape("") == "")
    #expect(MarkdownContentType.escape(" \n") == "")
  }

  /// Puts a text in every place that templates have for one and compares the whole tree.
  private func expectPlain(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let expected = Self.oneLine(text)
    guard !expected.isEmpty else {
      #expect(MarkdownContentType.escape(text) == "", sourceLocation: sourceLocation)
      return
    }
    let escaped = MarkdownContentType.escape(text)
    let source = """
      # Places

      \(escaped)

      Before \(escaped) after

      Line
      \(escaped)

      ## \(escaped)

      - \(escaped)

      1. \(escaped)

      > \(escaped)

      | \(escaped) | x \(escaped) y |
      | :--- | ---: |
      | \(escaped) | **\(escaped)** |

      *\(escaped)*

      **\(escaped)** more

      ![\(escaped)](figures/x.png "\(escaped)")

      """
    let words = [MarkdownInline.text(expected)]
    let tree: [MarkdownBlock] = [
      .heading(level: 1, [.text("Places")]), .paragraph(words), .paragraph([.text("Before \(expected) after")]),
      .paragraph([.text("Line"), .text(" ")] + words), .heading(level: 2, words),
      .list(items: [[.paragraph(words)]], firstNumber: nil), .list(items: [[.paragraph(words)]], firstNumber: 1),
      .quote([.paragraph(words)]),
      .table(
        MarkdownTable(
          alignments: [.start, .end], head: [words, [.text("x \(expected) y")]], rows: [[words, [.strong(words)]]])),
      .paragraph([.emphasis(words)]), .paragraph([.strong(words), .text(" more")]),
      .paragraph([.image(alternativeText: expected, source: "figures/x.png", title: expected)]),
    ]
    let parsed = MarkdownParser.parse(source)
    // Long texts would make an unreadable failure.
    let isEqual = parsed == tree
    #expect(isEqual, "\(text.prefix(80).debugDescription)", sourceLocation: sourceLocation)
    guard !isEqual, text.count < 200 else { return }
    for (found, wanted) in zip(parsed, tree) where found != wanted {
      Issue.record("\(found) instead of \(wanted)", sourceLocation: sourceLocation)
    }
  }

  /// The text on one line, told in another way than the escaping does.
  private static func oneLine(_ text: String) -> String {
    let line = String(
      text.map { character -> Character in
        character.isNewline || character == "\t" ? " " : character == "\0" ? "\u{FFFD}" : character
      })
    return String(
      String.UnicodeScalarView(
        line.unicodeScalars.drop { $0.properties.isWhitespace }.reversed().drop { $0.properties.isWhitespace }
          .reversed()
      ))
  }
}
