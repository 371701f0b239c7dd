import Drawing

/// All headings and anchors of a document, known before anything is set: each heading with a name of its own.
struct HeadingIndex {
  struct Entry: Equatable {
    var level: Int
    var text: [Inline]
    var anchor: String
  }

  private(set) var entries: [Entry] = []
  private(set) var warnings: [String] = []
  private var anchors: Set<String> = []

  init(of blocks: [Block]) {
    var deadLinks: [String] = []
    visit(blocks)
    collectDeadLinks(in: blocks, into: &deadLinks)
    warnings += deadLinks
  }

  /// Whether links may lead there.
  func has(_ anchor: String) -> Bool { anchors.contains(anchor) }

  /// The text with links that lead nowhere as plain text.
  func withoutDeadLinks(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .text, .code, .lineBreak: [inline]
      case .strong(let inner): [.strong(withoutDeadLinks(inner))]
      case .emphasis(let inner): [.emphasis(withoutDeadLinks(inner))]
      case .toned(let inner, let tone): [.toned(withoutDeadLinks(inner), tone)]
      case .link(let inner, to: .destination(let anchor)) where !has(anchor): withoutDeadLinks(inner)
      case .link(let inner, let target): [.link(withoutDeadLinks(inner), to: target)]
      }
    }
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(let level, let text, let anchor):
        // A heading without a visible letter leaves no piece, and so no entry.
        guard text.isVisible else { continue }
        let name = freeName(anchor ?? "heading-\(entries.count + 1)")
        entries.append(Entry(level: min(max(level, 1), 6), text: text, anchor: name))
      case .table(let table): if table.columnCount > 0 { register(table.anchor) }
      case .figures(let figures): for figure in figures { register(figure.anchor) }
      case .list(let list): for item in list.items { visit(item) }
      case .callout(let inner): visit(inner)
      default: continue
      }
    }
  }

  private mutating func register(_ anchor: String?) {
    guard let anchor else { return }
    if !anchors.insert(anchor).inserted { warnings.append("The anchor “\(anchor)” is given twice.") }
  }

  private mutating func freeName(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !anchors.insert(name).inserted {
      name = "\(wanted)-\(number)"
      number += 1
    }
    if name != wanted { warnings.append("The anchor “\(wanted)” is given twice.") }
    return name
  }

  private func collectDeadLinks(in blocks: [Block], into warnings: inout [String]) {
    for block in blocks {
      switch block {
      case .heading(_, let text, _), .paragraph(let text), .note(let text): collectDeadLinks(in: text, into: &warnings)
      case .list(let list): for item in list.items { collectDeadLinks(in: item, into: &warnings) }
      case .callout(let inner): collectDeadLinks(in: inner, into: &warnings)
      case .figures(let figures): for figure in figures { collectDeadLinks(in: figure.caption, into: &warnings) }
      case .cover(let cover): collectDeadLinks(in: cover.notice, into: &warnings)
      case .table(let table):
        collectDeadLinks(in: table.caption + table.note, into: &warnings)
        for row in [table.head] + table.body + table.totals {
          for cell in row { collectDeadLinks(in: cell, into: &warnings) }
        }
      case .preformatted, .tiles, .rule, .pageBreak, .contents: continue
      }
    }
  }

  private func collectDeadLinks(in inlines: [Inline], into warnings: inout [String]) {
    for inline in inlines {
      switch inline {
      case .strong(let inner), .emphasis(let inner), .toned(let inner, _): collectDeadLinks(in: inner, into: &warnings)
      case .link(let inner, let target):
        if case .destination(let anchor) = target, !has(anchor) {
          warnings.append("The link “\(inner.plainText)” leads to “\(anchor)”, which is nowhere.")
        }
        collectDeadLinks(in: inner, into: &warnings)
      case .text, .code, .lineBreak: continue
      }
    }
  }
}
