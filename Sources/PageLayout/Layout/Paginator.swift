import Drawing

/// Fills pages with pieces, each as far as it goes.
struct Paginator {
  let style: PageStyle
  let repeatedHeads: [[Piece]]

  private(set) var pages: [Page] = []
  /// The page being filled, if any, and how far down it is full.
  private var page: Page?
  private var y = 0.0
  private var isLandscape = false
  /// Names already given to a place: the first place counts.
  private var anchors: Set<String> = []
  private var bands: [(band: Piece.Band, top: Double, bottom: Double)] = []

  private static let tolerance = 0.01

  init(style: PageStyle, repeatedHeads: [[Piece]]) {
    self.style = style
    self.repeatedHeads = repeatedHeads
  }

  /// The pages of the pieces.
  static func pages(of pieces: [Piece], repeatedHeads: [[Piece]], style: PageStyle) -> [Page] {
    var paginator = Paginator(style: style, repeatedHeads: repeatedHeads)
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end - 1].keepsWithNext, !pieces[end].startsPage { end += 1 }
      var chunk = pieces[start..<end]
      // What keeps with a wide table goes on its page.
      if chunk.contains(where: \.isLandscape) { for index in chunk.indices { chunk[index].isLandscape = true } }
      paginator.place(chunk)
      start = end
    }
    paginator.finishPage()
    return paginator.pages
  }

  /// Places pieces that belong on one page; if they are higher than one, they break where they must.
  private mutating func place(_ chunk: ArraySlice<Piece>) {
    guard let first = chunk.first else { return }
    if page != nil, first.startsPage || first.isLandscape != isLandscape || first.isCover != page?.isCover {
      finishPage()
    }
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

  private func fits(_ chunk: ArraySlice<Piece>) -> Bool {
    guard let page else { return false }
    let height = Array(chunk).totalHeight + (isAtTop ? 0 : chunk.first?.spaceBefore ?? 0)
    return y + height <= page.contentArea.bottom + Self.tolerance
  }

  private mutating func beginPage(for piece: Piece) {
    let upright = style.paper.size
    let size = piece.isLandscape ? Size(upright.height, upright.width) : upright
    let area = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
      .inset(left: style.margin, top: style.margin, right: style.margin, bottom: style.margin)
    page = Page(
      size: size, contentArea: area, isCover: piece.isCover, frames: [], furniture: [], destinations: [])
    isLandscape = piece.isLandscape
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
  private mutating func sink(_ chunk: ArraySlice<Piece>) {
    guard let page else { return }
    let height = Array(chunk).totalHeight + (chunk.first?.spaceBefore ?? 0)
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
