import Drawing

extension Composer {
  /// What the cover measures, in points.
  private enum CoverSize {
    /// The share of an upright page that the field of colour takes: 330 pt of A4.
    static let field = 330 / 841.89
    /// Above this share of a page the title goes without a field.
    static let largestField = 0.6
    /// White between the lowest line in the field and its lower edge.
    static let foot = 34.0
    static let plate = Size(170, 56)
    /// White around a logo on its plate.
    static let platePadding = 9.0
    /// Type sizes of the title with their lines, the largest first that takes three lines at most.
    static let titles = [(38.0, 44.0), (31, 37), (25, 31), (20, 25)]
    static let mostTitleLines = 3
    /// Type sizes of the key figures, the largest first that takes one line.
    static let figures = [(28.0, 34.0), (23, 29), (18, 24), (14, 20)]
    static let gap = 16.0
  }

  /// A page of its own: who speaks and the title on a field of the accent, what the document recommends and its key
  /// figures below, facts and notice at the foot.
  mutating func pieces(of cover: Cover, in column: Column) -> [Piece] {
    var pieces = fieldPieces(of: cover, in: column)

    func add(_ lines: [Piece], spaceBefore: Double) {
      guard !lines.isEmpty else { return }
      pieces += lines
      pieces[pieces.count - lines.count].spaceBefore = spaceBefore
    }
    let statement = Column(x: column.x, width: column.width * 0.9)
    add(paragraph([.text(cover.statement)], style.text(15, on: 21), .paragraph, in: statement, nil), spaceBefore: 30)
    add(keyFigurePieces(of: cover.keyFigures, in: column), spaceBefore: 28)

    var foot = factPieces(of: cover.facts, in: column)
    if cover.notice.isVisible {
      let place = Column(x: column.x, width: column.width * 0.8)
      var notice = paragraph(cover.notice, style.note, .paragraph, in: place, nil)
      notice[0].spaceBefore = 20
      foot += notice
    }
    if !foot.isEmpty {
      foot.keepTogether()
      foot[0].sinks = true
    }
    add(foot, spaceBefore: 28)
    for index in pieces.indices { pieces[index].isCover = true }
    if !pieces.isEmpty { pieces[0].startsPage = true }
    return pieces
  }

  // MARK: Title

  /// The top of the cover. A title too long for a field of colour stands as running text.
  private mutating func fieldPieces(of cover: Cover, in column: Column) -> [Piece] {
    let sheet = style.paper.size
    // Without a brand the organisation speaks, which the subtitle names.
    let speaker = [.text(cover.brand)].isVisible ? cover.brand : cover.subtitle
    let subtitle = speaker == cover.brand ? cover.subtitle : ""
    let hasPlate = cover.logo != nil
    let plateX = style.runsFromRightToLeft ? column.x : column.x + column.width - CoverSize.plate.width
    let speakerWidth = max(column.width - (hasPlate ? CoverSize.plate.width + 20 : 0), Column.narrowest)
    let speakerX = hasPlate && style.runsFromRightToLeft ? column.x + column.width - speakerWidth : column.x
    let titlePlace = Column(x: column.x, width: column.width * 0.92)

    let top = lines(of: speaker, style.text(11, on: 15, .semibold, color: .white), width: speakerWidth)
    let title = titleLines(of: cover.title, width: titlePlace.width)
    let below = lines(of: subtitle, style.text(13, on: 18, color: .white), width: titlePlace.width)
    let topHeight = max(top.height, hasPlate ? CoverSize.plate.height : 0)
    let titleHeight = title.height + (below.lines.isEmpty ? 0 : below.height + 10)
    let bar = 22.0
    let height = max(
      (sheet.height * CoverSize.field).rounded() - style.margin, topHeight + 24 + bar + titleHeight + CoverSize.foot)
    guard height + style.margin <= sheet.height * CoverSize.largestField else {
      return runningText([cover.brand, cover.title, cover.subtitle], in: column)
    }

    var piece = Piece(height: height)
    let field = Rectangle(x: -style.margin, y: -style.margin, width: sheet.width, height: height + style.margin)
    piece.frames.append(ground(field, style.palette.field))
    if let logo = cover.logo {
      let plate = Rectangle(x: plateX, y: 0, width: CoverSize.plate.width, height: CoverSize.plate.height)
      piece.frames.append(ground(plate, .white, radius: 4))
      piece.frames.append(frame(of: logo, on: plate, named: speaker))
    }
    func add(_ text: SetText, in place: Column, y: Double) {
      let node = structure.add(.paragraph, in: nil)
      for (index, line) in text.lines.enumerated() {
        let offset = Double(index) * line.height
        piece.frames.append(frame(line, .start, flipped: text.isFlipped, y: y + offset, in: place, node))
      }
    }
    add(top, in: Column(x: speakerX, width: speakerWidth), y: hasPlate ? (CoverSize.plate.height - 15) / 2 : 0)
    let titleY = height - CoverSize.foot - titleHeight
    if !title.lines.isEmpty {
      let x = title.isFlipped ? titlePlace.x + titlePlace.width - 36 : titlePlace.x
      piece.frames.append(ground(Rectangle(x: x, y: titleY - bar + 4, width: 36, height: 4), .white))
    }
    add(title, in: titlePlace, y: titleY)
    add(below, in: titlePlace, y: titleY + title.height + 10)
    return [piece]
  }

  /// Lines with the side they lead from.
  private struct SetText {
    var lines: [TextLine] = []
    var isFlipped = false
    var height: Double { lines.reduce(0) { $0 + $1.height } }
  }

  private mutating func lines(
    of text: String, _ textStyle: TextStyle, width: Double, balanced: Bool = false
  ) -> SetText {
    guard [.text(text)].isVisible else { return SetText() }
    let runs = style.runs(of: [.text(text)], textStyle)
    return SetText(
      lines: balanced
        ? meter.balancedLines(of: runs, width: width, textStyle) : meter.lines(of: runs, width: width, textStyle),
      isFlipped: runs.runFromRightToLeft)
  }

  /// The title in the largest type that breaks no word and takes few lines.
  private mutating func titleLines(of title: String, width: Double) -> SetText {
    var set = SetText()
    for (size, lineHeight) in CoverSize.titles {
      let textStyle = style.text(size, on: lineHeight, .semibold, color: .white)
      set = lines(of: title, textStyle, width: width, balanced: true)
      let longestWord = meter.contentWidths(of: style.runs(of: [.text(title)], textStyle)).narrowest
      if set.lines.count <= CoverSize.mostTitleLines, longestWord <= width { break }
    }
    return set
  }

  /// A logo in the middle of its plate, at 192 pixels to the inch or smaller.
  private mutating func frame(of logo: PixelImage, on plate: Rectangle, named name: String) -> Frame {
    let room = plate.inset(
      left: CoverSize.platePadding, top: CoverSize.platePadding, right: CoverSize.platePadding,
      bottom: CoverSize.platePadding)
    let scale = min(0.375, room.width / logo.size.width, room.height / logo.size.height)
    let size = Size(logo.size.width * scale, logo.size.height * scale)
    return Frame(
      area: Rectangle(
        x: plate.center.x - size.width / 2, y: plate.center.y - size.height / 2, width: size.width,
        height: size.height),
      content: .image(logo),
      node: structure.add(.figure, alternativeText: [.text(name)].isVisible ? name : "Logo", in: nil))
  }

  private func ground(_ area: Rectangle, _ color: Color, radius: Double = 0) -> Frame {
    Frame(
      area: area, content: .shape(SceneShape(.rectangle(area, radius: radius), fill: .solid(color))), node: nil)
  }

  // MARK: Key figures

  /// Large figures side by side, each with its name above and its change below.
  private mutating func keyFigurePieces(of tiles: [Tile], in column: Column) -> [Piece] {
    guard !tiles.isEmpty else { return [] }
    let places = self.places(of: tiles.count, in: column)
    let (size, lineHeight) =
      CoverSize.figures.first { size, lineHeight in
        let textStyle = style.text(size, on: lineHeight, .semibold, tabular: true)
        return zip(tiles, places).allSatisfy { tile, place in
          lines(of: tile.figure, textStyle, width: place.width).lines.count <= 1
        }
      } ?? CoverSize.figures[CoverSize.figures.count - 1]
    let small = style.text(8.5, on: 12, color: style.palette.muted, tabular: true)
    let labels = zip(tiles, places).map { lines(of: $0.label, small, width: $1.width) }
    let labelHeight = labels.map(\.height).max() ?? 0

    var piece = Piece(height: 0)
    for (index, (tile, place)) in zip(tiles, places).enumerated() {
      let node = structure.add(.paragraph, in: nil)
      var y = 10.0
      func add(_ text: SetText, indent: Double = 0) {
        let indented = Column(x: place.x + indent, width: place.width - indent)
        for line in text.lines {
          piece.frames.append(frame(line, .start, flipped: text.isFlipped, y: y, in: indented, node))
          y += line.height
        }
      }
      piece.frames.append(hairline(y: 0.75, in: place, width: 1.5, color: style.palette.field))
      add(labels[index])
      y = 10 + labelHeight + 2
      add(lines(of: tile.figure, style.text(size, on: lineHeight, .semibold, tabular: true), width: place.width))
      if let change = tile.change {
        let color = style.palette.color(of: change.tone)
        piece.frames.append(arrow(change.direction, at: Point(place.x, y + 3.5), color))
        let textStyle = style.text(9.5, on: 13, .semibold, color: color, tabular: true)
        add(lines(of: change.text, textStyle, width: place.width - 11), indent: 11)
      }
      add(lines(of: tile.comparison, small, width: place.width))
      piece.height = max(piece.height, y)
    }
    guard piece.height <= highestRow else {
      return runningText(tiles.flatMap { [$0.label, $0.figure, $0.change?.text ?? "", $0.comparison] }, in: column)
    }
    return [piece]
  }

  /// Rows higher than this are no rows to a reader, in points.
  private var highestRow: Double { contentSize(landscape: false).height * 0.4 }

  /// Words that are too many for the place meant for them.
  private mutating func runningText(_ texts: [String], in column: Column) -> [Piece] {
    texts.flatMap { paragraph([.text($0)], style.body, .paragraph, in: column, nil) }
  }

  // MARK: Facts

  /// Labels with their values in columns, five at most side by side.
  private mutating func factPieces(of facts: [Cover.Fact], in column: Column) -> [Piece] {
    guard !facts.isEmpty else { return [] }
    let perRow = facts.count <= 5 ? facts.count : facts.count == 6 ? 3 : 4
    let table = structure.add(.table, in: nil)
    let label = style.text(7.5, on: 11, color: style.palette.muted)
    let value = style.text(9, on: 12.5, .semibold, tabular: true)
    var pieces: [Piece] = []
    for start in stride(from: 0, to: facts.count, by: perRow) {
      let row = facts[start..<min(start + perRow, facts.count)]
      var piece = Piece(height: 0, spaceBefore: pieces.isEmpty ? 0 : 12)
      piece.frames.append(hairline(y: 0.25, in: column))
      var y = 9.0
      for (isHead, textStyle) in [(true, label), (false, value)] {
        let node = structure.add(.tableRow, in: table)
        var height = 0.0
        for (fact, place) in zip(row, places(of: perRow, in: column)) {
          let cell = structure.add(isHead ? .tableHeader(.column) : .tableCell, in: node)
          let text = lines(of: isHead ? fact.label : fact.value, textStyle, width: place.width)
          for (index, line) in text.lines.enumerated() {
            piece.frames.append(
              frame(
                line, .start, flipped: style.runsFromRightToLeft, y: y + Double(index) * line.height, in: place, cell))
          }
          height = max(height, text.height)
        }
        y += height + (isHead ? 1 : 0)
      }
      piece.height = y
      guard y <= highestRow else { return runningText(facts.flatMap { [$0.label, $0.value] }, in: column) }
      pieces.append(piece)
    }
    return pieces
  }

  /// Columns of one width side by side.
  private func places(of count: Int, in column: Column) -> [Column] {
    let width = (column.width - CoverSize.gap * Double(count - 1)) / Double(count)
    return (0..<count).map { Column(x: column.x + Double($0) * (width + CoverSize.gap), width: width) }
  }
}
