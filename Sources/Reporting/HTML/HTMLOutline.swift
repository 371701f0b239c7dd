/// A document in its parts: what stands on the cover, what follows, and the headings of both with their ids.
struct HTMLOutline {
  /// A heading below the title.
  struct Entry: Equatable {
    /// 2 or deeper, at most one deeper than the heading before.
    var level: Int
    /// Its place in the page.
    var id: String
    /// Its text.
    var title: [MarkdownInline]
  }

  /// The page's only heading of the first level.
  let title: [MarkdownInline]
  /// The blocks of the cover, without the title.
  let cover: [MarkdownBlock]
  /// The blocks after the cover; all headings stand in `entries`, in the same order.
  let body: [MarkdownBlock]
  /// The headings of the body, top to bottom.
  let entries: [Entry]
  /// Whether the document asks for linked contents.
  let showsContents: Bool

  init(_ blocks: [MarkdownBlock], title: String, ids: inout IdentifierRegistry) {
    var cover: [MarkdownBlock] = []
    var body: [MarkdownBlock] = []
    var heading: [MarkdownInline]?
    var isOnCover = false
    for block in blocks {
      switch block {
      case .directive("cover"): isOnCover = true
      case .directive("/cover"): isOnCover = false
      case .heading(1, let text) where heading == nil: heading = text
      case .heading(_, let text) where isOnCover: cover.append(.paragraph(text))
      default:
        if isOnCover { cover.append(block) } else { body.append(block) }
      }
    }
    self.title = heading ?? [.text(title)]
    self.cover = cover
    self.body = body
    showsContents = body.contains(.directive("contents"))
    var entries: [Entry] = []
    for case .heading(let level, let text) in body {
      let deepest = min((entries.last?.level ?? 1) + 1, 6)
      entries.append(
        Entry(level: min(max(level, 2), deepest), id: ids.unique(HTMLText.slug(text.plainText)), title: text))
    }
    self.entries = entries
  }
}
