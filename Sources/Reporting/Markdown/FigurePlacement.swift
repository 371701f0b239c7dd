/// Which figures a document shows, and at which widths.
struct FigurePlacement: Sendable {
  /// Across the page, by name.
  private(set) var full: Set<String> = []
  /// Beside another, by name.
  private(set) var half: Set<String> = []

  init(_ tree: [MarkdownBlock]) { add(tree[...]) }

  /// All that are shown.
  var all: Set<String> { full.union(half) }

  private mutating func add(_ blocks: ArraySlice<MarkdownBlock>) {
    var pair = 0..<0
    for (index, block) in zip(blocks.indices, blocks) {
      switch block {
      case .directive("pair"):
        let next = index + 1..<min(index + 3, blocks.endIndex)
        pair = blocks[next].compactMap(\.figure).count == 2 ? next : pair
      case .list(let items, _): for item in items { add(item[...]) }
      case .quote(let quoted): add(quoted[...])
      default:
        // Images among words are figures of the page, which takes those of any width.
        if pair.contains(index), let figure = block.figure {
          half.insert(figure.id)
        } else {
          full.formUnion(block.figures)
        }
      }
    }
  }
}

extension MarkdownBlock {
  /// The figure that a paragraph consists of.
  var figure: (id: String, alternativeText: String)? {
    guard case .paragraph(let inlines) = self, inlines.count == 1,
      case .image(let alternativeText, let source, _) = inlines[0], let id = FigureFile.id(of: source)
    else { return nil }
    return (id, alternativeText)
  }

  /// Names of all figures in a paragraph.
  fileprivate var figures: [String] {
    guard case .paragraph(let inlines) = self else { return [] }
    return inlines.compactMap { inline in
      if case .image(_, let source, _) = inline { FigureFile.id(of: source) } else { nil }
    }
  }
}
