import Drawing

/// Something that stays in one piece when pages are filled: a line, a table row, a picture.
struct Piece {
  /// A mark along the left of several pieces.
  struct Band: Equatable {
    /// Which mark; the parts of one are joined.
    var id: Int
    /// Distance from the left of the content area, in points.
    var x: Double
    /// Width of the ground, in points.
    var width: Double
  }

  /// Height, in points.
  var height: Double
  /// White above it, in points; none at the top of a page.
  var spaceBefore = 0.0
  /// White above it at the top of a page, in points: the inside of something that began on an earlier one.
  var spaceAtTop = 0.0
  /// How much of the height is picture, in points: a page may need it smaller.
  var pictureHeight = 0.0
  /// What it shows, measured from its own top and the left of the content area.
  var frames: [Frame] = []
  /// Whether the next piece must start on the same page.
  var keepsWithNext = false
  /// What it costs to end a page after it, in pages; see ``BreakCost``.
  var breakCost = 0.0
  /// Whether it is part of a figure that may stand at the top of the next page, behind the text that follows it.
  var floats = false
  /// Whether it may be left out where it costs a page.
  var isOptional = false
  /// Whether it is part of a heading.
  var isHeading = false
  /// Whether it begins a section: figures stay in theirs.
  var startsSection = false
  /// Whether it starts a new page.
  var startsPage = false
  /// Whether it stands at the foot of the page.
  var sinks = false
  /// Whether its page has no head and foot.
  var isCover = false
  /// Whether it needs a page on its side.
  var isLandscape = false
  /// What is repeated above it if a page begins with it: an index into the repeated heads.
  var repeatedHead: Int?
  /// Names that lead to its top.
  var anchors: [String] = []
  /// The marks that run along it.
  var bands: [Band] = []
}

extension Piece {
  /// Makes its pictures smaller.
  mutating func shrinkPictures(to scale: Double) {
    guard pictureHeight > 0, scale < 1 else { return }
    for index in frames.indices {
      guard case .picture = frames[index].content else { continue }
      frames[index].area.width *= scale
      frames[index].area.height *= scale
    }
    height -= (1 - scale) * pictureHeight
    pictureHeight *= scale
  }
}

extension [Piece] {
  /// Their height with the white between them, in points.
  var totalHeight: Double {
    enumerated().reduce(0) { $0 + $1.element.height + ($1.offset > 0 ? $1.element.spaceBefore : 0) }
  }

  /// Keeps all on one page, where they fit.
  mutating func keepTogether() {
    for index in indices.dropLast() { self[index].keepsWithNext = true }
  }

  /// Keeps all on one page where that leaves less white below what stands above than parting them costs.
  mutating func preferTogether(_ cost: Double) {
    for index in indices.dropLast() { self[index].breakCost = Swift.max(self[index].breakCost, cost) }
  }

  /// Lines of text that stay on one page, and those of which a page rather holds all.
  static var wholeLines: Int { 4 }
  static var shortLines: Int { 8 }

  /// Keeps a few lines whole, and of more leaves none alone at the foot or at the top of a page.
  mutating func preventWidowsAndOrphans() {
    guard count > Self.wholeLines else { return keepTogether() }
    self[0].keepsWithNext = true
    self[count - 2].keepsWithNext = true
    preferTogether(count <= Self.shortLines ? BreakCost.shortParagraph : BreakCost.paragraph)
  }
}

/// Where blocks stand on the page, measured from the left of the content area, in points.
struct Column {
  var x: Double
  var width: Double

  /// The narrowest column that is set further in, in points: deep nesting must leave room for text.
  static let narrowest = 60.0

  /// Whether there is room to move in from both sides.
  func canIndent(_ distance: Double, right: Double = 0) -> Bool { width - distance - right >= Self.narrowest }

  /// The column moved in from both sides, or as it is where there is no room.
  func indented(_ distance: Double, right: Double = 0) -> Column {
    canIndent(distance, right: right) ? Column(x: x + distance, width: width - distance - right) : self
  }
}
