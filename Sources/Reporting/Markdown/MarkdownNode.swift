/// A Markdown document as a tree that the HTML and the PDF writer visit.
///
/// Raw HTML of the source is dropped, except for comments of one word: they are directives to the writers
/// (``MarkdownBlock/directive(_:)``) and invisible to any other reader of the Markdown file.
public indirect enum MarkdownBlock: Sendable, Equatable {
  case heading(level: Int, [MarkdownInline])
  case paragraph([MarkdownInline])
  case list(items: [[MarkdownBlock]], firstNumber: Int?)
  case quote([MarkdownBlock])
  case code(String)
  case table(MarkdownTable)
  case rule
  /// `<!-- name -->`: `cover`, `/cover`, `tiles`, `contents`, `pair`, `page-break`.
  case directive(String)
}

/// A table: one row of heads, then rows of cells.
public struct MarkdownTable: Sendable, Equatable {
  /// Where the cells of a column stand.
  public enum Alignment: Sendable, Equatable { case start, center, end }
  /// One per column.
  public var alignments: [Alignment]
  /// One cell per column.
  public var head: [[MarkdownInline]]
  /// Rows of one cell per column.
  public var rows: [[[MarkdownInline]]]
}

/// Text within a block.
public indirect enum MarkdownInline: Sendable, Equatable {
  case text(String)
  case strong([MarkdownInline])
  case emphasis([MarkdownInline])
  case strikethrough([MarkdownInline])
  case code(String)
  case link([MarkdownInline], destination: String)
  case image(alternativeText: String, source: String, title: String)
  case lineBreak
}

extension [MarkdownInline] {
  /// The text without marks.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner), .link(let inner, _): inner.plainText
      case .image(let text, _, _): text
      case .lineBreak: " "
      }
    }.joined()
  }
}
