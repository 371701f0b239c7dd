import Drawing

/// Fills pages with pieces, each as far as it goes.
struct Paginator {
  let style: PageStyle
  let repeatedHeads: [[Piece]]

  private(set) var pages: [Page] = []
  /// The page being filled, if any, and how far down it is full.
  private var page: Page?
  private var y = 0.0
  /// Names already given to a place: the first place counts.
  private var anchors: Set<String> = []
  private var bands: [(band: Piece.Band, top: Double, bottom: Double)] = []

  private static let tolerance = 0.01
  /// The share of the white between pieces that stays where a document has to fit on a page.
  private static let leastWhite = 0.5

  init(style: PageStyle, repeatedHeads: [[Piece]]) {
    self.style = style
    self.repeatedHeads = repeatedHeads
  }

  /// The pages of the pieces.
  static func pages(of pieces: [Piece], repeatedHeads: [[Piece]], style: PageStyle) -> [Page] {
    var paginator = Paginator(style: style, repeatedHeads: repeatedHeads)
    let parts = parts(of: pieces)
    for part in parts {
      if part[0][0].isCover {
        for chunk in part { paginator.place(chunk) }
      } else {
        paginator.place(part, isDocument: parts.count == 1)
      }
      paginator.finishPage()
    }
    return paginator.pages
  }

  /// Pieces that belong on one page, by part: a part starts a page, and all its pages are alike.
  private static func parts(of pieces: [Piece]) -> [[[Piece]]] {
    var parts: [[[Piece]]] = []
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end - 1].keepsWithNext, !pieces[end].startsPage { end += 1 }
      var chunk = Array(pieces[start..<end])
      // What keeps with a wide table goes on its page.
      if chunk.contains(where: \.isLandscape) { for index in chunk.indices { chunk[index].isLandscape = true } }
      if let last = parts.last?[0][0], !chunk[0].startsPage, chunk[0].isLandscape == last.isLandscape,
        chunk[0].isCover == last.isCover
      {
        parts[parts.count - 1].append(chunk)
      } else {
        parts.append([chunk])
      }
      start = end
    }
    return parts
  }

  /// Places a part on the pages that fill best.
  private mutating func place(_ part: [[Piece]], isDocument: Bool) {
    let height = contentArea(of: part[0][0]).height
    let chunks = part.flatMap { PageChunk.chunks(of: $0, pageHeight: height, repeatedHeads: repeatedHeads) }
    let pages = PageBreaks.pages(of: chunks, pageHeight: height)
    if isDocument, pages.count > 1, let tightened = Self.tightened(part, to: height) {
      return place(tightened, isDocument: false)
    }
    for page in pages {
      finishPage()
      for chunk in page.chunks {
        for var piece in chunks[chunk].pieces {
          piece.shrinkPictures(to: page.scale)
          if self.page == nil { beginPage(for: piece) }
          put(piece)
        }
      }
    }
  }

  /// A document that is a little longer than a page, so that it fits on it: without what is optional, and with less
  /// white between its pieces; nil where that would not do.
  private static func tightened(_ part: [[Piece]], to height: Double) -> [[Piece]]? {
    var part = part.filter { !$0.allSatisfy(\.isOptional) }
    let pieces = part.flatMap { $0 }
    let excess = pieces.totalHeight - height
    let white = pieces.dropFirst().reduce(0) { $0 + $1.spaceBefore }
    guard excess <= (1 - leastWhite) * white else { return nil }
    let share = 1 - max(excess, 0) / white
    for chunk in part.indices {
      for piece in part[chunk].indices { part[chunk][piece].spaceBefore *= share }
    }
    return part
  }

  /// Places pieces of a cover; if they are higher than a page, they break where they must.
  private mutating func place(_ chunk: [Piece]) {
    guard let first = chunk.first else { return }
    if page != nil, !isAtTop, !fits(chunk) { finishPage() }
    if page == nil { beginPage(for: first) }
    if first.sinks { sink(chunk) }
    for piece in chunk {
      if !isAtTop, !fits([piece]) {
        finishPage()
        beginPage(for: piece)
      }
      put(piece)
    }
  }

  private var isAtTop: Bool { y <= topOfBlocks + Self.tolerance }
  /// Where blocks begin on the page, below a repeated table head.
  private var topOfBlocks = 0.0

  private func fits(_ chunk: [Piece]) -> Bool {
    guard let page else { return false }
    let height = chunk.totalHeight + (isAtTop ? 0 : chunk.first?.spaceBefore ?? 0)
    return y + height <= page.contentArea.bottom + Self.tolerance
  }

  private func sheet(of piece: Piece) -> Size {
    let upright = style.paper.size
    return piece.isLandscape ? Size(upright.height, upright.width) : upright
  }

  private func contentArea(of piece: Piece) -> Rectangle {
    let size = sheet(of: piece)
    return Rectangle(x: 0, y: 0, width: size.width, height: size.height)
      .inset(left: style.margin, top: style.margin, right: style.margin, bottom: style.margin)
  }

  private mutating func beginPage(for piece: Piece) {
    let area = contentArea(of: piece)
    page = Page(
      size: sheet(of: piece), contentArea: area, isCover: piece.isCover, frames: [], furniture: [], destinations: [])
    y = area.top
    topOfBlocks = y
    guard let head = piece.repeatedHead, !piece.startsPage else { return }
    for headPiece in repeatedHeads[head] {
      var headPiece = headPiece
      headPiece.bands = piece.bands
      put(headPiece)
    }
    topOfBlocks = y
  }

  /// Moves down so far that the pieces end where the page ends.
  private mutating func sink(_ chunk: [Piece]) {
    guard let page else { return }
    let height = chunk.totalHeight + (chunk.first?.spaceBefore ?? 0)
    y = max(y, page.contentArea.bottom - height)
  }

  private mutating func put(_ piece: Piece) {
    guard var page else { return }
    if !isAtTop { y += piece.spaceBefore }
    let top = y
    if isAtTop { y += max(min(piece.spaceAtTop, page.contentArea.bottom - y - piece.height), 0) }
    for frame in piece.frames {
      var placed = frame
      placed.move(right: page.contentArea.left, down: y)
      page.frames.append(placed)
    }
    for anchor in piece.anchors where anchors.insert(anchor).inserted {
      page.destinations.append(Page.Destination(anchor: anchor, y: y))
    }
    let bottom = y + piece.height
    for band in piece.bands {
      if let index = bands.firstIndex(where: { $0.band.id == band.id }) {
        bands[index].bottom = bottom
      } else {
        bands.append((band, top, bottom))
      }
    }
    y = bottom
    self.page = page
  }

  private mutating func finishPage() {
    guard var page else { return }
    page.frames.insert(contentsOf: bands.flatMap { frames(of: $0.band, $0.top, $0.bottom, on: page) }, at: 0)
    pages.append(page)
    bands = []
    self.page = nil
  }

  /// A pale ground with a rule of the accent at its left.
  private func frames(of band: Piece.Band, _ top: Double, _ bottom: Double, on page: Page) -> [Frame] {
    let ground = Rectangle(x: page.contentArea.left + band.x, y: top, width: band.width, height: bottom - top)
    let rule = Rectangle(x: ground.x, y: top, width: 2.5, height: ground.height)
    return [
      (ground, style.palette.accent.opacity(0.05)), (rule, style.palette.accent),
    ].map { area, color in
      Frame(area: area, content: .shape(SceneShape(.rectangle(area), fill: .solid(color))), node: nil)
    }
  }
}
