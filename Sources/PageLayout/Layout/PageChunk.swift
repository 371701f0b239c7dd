import Drawing

/// Pieces that belong on one page, measured for the search for page breaks.
struct PageChunk {
  let pieces: [Piece]
  /// Height with the white between the pieces, in points.
  let height: Double
  /// How much of the height is picture, which may shrink.
  let pictureHeight: Double
  /// Height of the repeated head if a page begins with it, and the white below that, in points.
  let topHeight: Double
  /// Whether it may stand at the top of the page after the one it belongs on: a figure with nothing else.
  let floats: Bool
  /// Whether it may be left out where it costs a page.
  let isOptional: Bool
  /// Whether a section begins in it.
  let startsSection: Bool
  /// Whether a heading stands in it.
  let hasHeading: Bool

  init(_ pieces: [Piece], repeatedHeads: [[Piece]]) {
    self.pieces = pieces
    height = pieces.totalHeight
    pictureHeight = pieces.reduce(0) { $0 + $1.pictureHeight }
    let first = pieces.first
    let head = first?.startsPage == true ? nil : first?.repeatedHead
    topHeight = (head.map { repeatedHeads[$0].totalHeight } ?? 0) + (first?.spaceAtTop ?? 0)
    floats = pieces.allSatisfy(\.floats)
    isOptional = pieces.allSatisfy(\.isOptional)
    startsSection = pieces.contains(where: \.startsSection)
    hasHeading = pieces.contains(where: \.isHeading)
  }

  /// White above it, in points; none at the top of a page.
  var spaceBefore: Double { pieces.first?.spaceBefore ?? 0 }
  /// Whether it continues a table.
  var continuesTable: Bool { pieces.first?.repeatedHead != nil }
  /// What it costs to end a page after it, in pages.
  var breakCost: Double { pieces.last?.breakCost ?? 0 }

  /// The pieces in parts that each fit on a page of a height, where all together do not.
  static func chunks(of pieces: [Piece], pageHeight: Double, repeatedHeads: [[Piece]]) -> [PageChunk] {
    let whole = PageChunk(pieces, repeatedHeads: repeatedHeads)
    let least = whole.topHeight + whole.height - (1 - PageBreaks.smallestScale) * whole.pictureHeight
    guard pieces.count > 1, least > pageHeight + PageBreaks.tolerance else { return [whole] }
    var parts: [[Piece]] = []
    var height = 0.0
    for piece in pieces {
      let added = piece.spaceBefore + piece.height
      if !parts.isEmpty, height + added <= pageHeight + PageBreaks.tolerance {
        parts[parts.count - 1].append(piece)
        height += added
      } else {
        parts.append([piece])
        height = PageChunk([piece], repeatedHeads: repeatedHeads).topHeight + piece.height
      }
    }
    return parts.map { PageChunk($0, repeatedHeads: repeatedHeads) }
  }
}
