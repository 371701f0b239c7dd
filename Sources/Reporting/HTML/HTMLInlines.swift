internal import Drawing

/// Text within a block as HTML.
enum HTMLInlines {
  /// The marks and texts, escaped.
  static func html(_ inlines: [MarkdownInline]) -> String { inlines.map(html).joined() }

  /// What stands in a cell: text of another direction is isolated as a whole, and the column keeps its edge.
  static func cell(_ inlines: [MarkdownInline]) -> String {
    let text = inlines.plainText
    let runs = TextDirection.mayRunFromRightToLeft(text) && TextDirection.isRightToLeft([text]) == true
    return runs ? "<bdi>\(html(inlines))</bdi>" : html(inlines)
  }

  /// Text whose parts that run against it, such as names, are isolated from the figures beside them.
  private static func text(_ text: String) -> String {
    guard TextDirection.mayRunFromRightToLeft(text) else { return HTMLText.escape(text) }
    return TextDirection.parts(text).map { part in
      part.isOpposed ? "<bdi>\(HTMLText.escape(part.text))</bdi>" : HTMLText.escape(part.text)
    }.joined()
  }

  private static func html(_ inline: MarkdownInline) -> String {
    switch inline {
    case .text(let text): return self.text(text)
    case .strong(let inner): return "<strong>\(html(inner))</strong>"
    case .emphasis(let inner): return "<em>\(html(inner))</em>"
    case .strikethrough(let inner): return "<del>\(html(inner))</del>"
    case .code(let text): return "<code>\(HTMLText.escape(text))</code>"
    case .lineBreak: return "<br />"
    case .link(let inner, let destination):
      guard let safe = HTMLText.safeDestination(destination) else { return html(inner) }
      return "<a href=\"\(HTMLText.escape(safe))\">\(html(inner))</a>"
    case .image(let alternativeText, let source, _):
      // Any other source would be a request, which the page's policy forbids.
      guard source.lowercased().hasPrefix("data:image/") else { return HTMLText.escape(alternativeText) }
      return "<img src=\"\(HTMLText.escape(source))\" alt=\"\(HTMLText.escape(alternativeText))\" />"
    }
  }
}

extension [MarkdownInline] {
  /// The text of a paragraph that is nothing but one emphasis.
  var onlyEmphasis: [MarkdownInline]? {
    guard count == 1, case .emphasis(let inner) = self[0] else { return nil }
    return inner
  }

  /// Whether all of it is strong.
  var isWhollyStrong: Bool {
    guard count == 1, case .strong = self[0] else { return false }
    return true
  }

  /// The images of a paragraph that holds nothing else but white space.
  var onlyImages: [MarkdownImage]? {
    var images: [MarkdownImage] = []
    for inline in self {
      switch inline {
      case .image(let text, let source, let title):
        images.append(MarkdownImage(alternativeText: text, source: source, title: title))
      case .text(let text) where text.allSatisfy(\.isWhitespace): continue
      case .lineBreak: continue
      default: return nil
      }
    }
    return images.isEmpty ? nil : images
  }
}

/// An image that stands by itself.
struct MarkdownImage {
  var alternativeText: String
  var source: String
  var title: String
}
