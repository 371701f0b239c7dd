import Drawing

extension Composer {
  /// A page with the brand at its top, the title below, facts between hairlines and the notice at its foot.
  mutating func pieces(of cover: Cover, in column: Column) -> [Piece] {
    let page = contentSize(landscape: false)
    var pieces: [Piece] = []

    func add(_ text: [Inline], _ textStyle: TextStyle, _ role: StructureRole, width: Double = 1, spaceBefore: Double) {
      let place = Column(x: column.x, width: column.width * width)
      var lines = paragraph(text, textStyle, role, in: place, nil, balanced: true)
      guard !lines.isEmpty else { return }
      lines[0].spaceBefore = spaceBefore
      pieces += lines
    }
    let bar = Rectangle(x: column.x, y: 0, width: 36, height: 4)
    pieces.append(
      Piece(
        height: 4,
        frames: [
          Frame(
            area: bar, content: .shape(SceneShape(.rectangle(bar), fill: .solid(style.palette.accent))), node: nil)
        ]))
    if let logo = cover.logo { pieces.append(piece(of: logo, named: cover.brand, in: column)) }
    add(
      [.text(cover.brand)], style.text(10.5, on: 14, .semibold, color: style.palette.accent), .paragraph,
      spaceBefore: 10)
    add(
      [.text(cover.title)], style.text(30, on: 36, .semibold), .paragraph, width: 0.9,
      spaceBefore: page.height * 0.2)
    add(
      [.text(cover.subtitle)], style.text(13, on: 18, color: style.palette.muted), .paragraph, width: 0.9,
      spaceBefore: 10)
    pieces += self.pieces(of: cover.facts, in: column)
    if cover.notice.isVisible {
      var notice = paragraph(
        cover.notice, style.note, .paragraph, in: Column(x: column.x, width: column.width * 0.8), nil)
      notice.keepTogether()
      notice[0].sinks = true
      notice[0].spaceBefore = 24
      pieces += notice
    }
    for index in pieces.indices { pieces[index].isCover = true }
    pieces[0].startsPage = true
    return pieces
  }

  /// A logo at its size of 192 pixels to the inch, smaller where it would be wider or higher than fits above a title.
  private mutating func piece(of logo: PixelImage, named name: String, in column: Column) -> Piece {
    let scale = min(0.375, 170 / logo.size.width, 56 / logo.size.height)
    let size = Size(logo.size.width * scale, logo.size.height * scale)
    var piece = Piece(height: size.height)
    piece.spaceBefore = 14
    piece.frames.append(
      Frame(
        area: Rectangle(x: column.x, y: 0, width: size.width, height: size.height), content: .image(logo),
        node: structure.add(.figure, alternativeText: name.isEmpty ? "Logo" : name, in: nil)))
    return piece
  }

  private mutating func pieces(of facts: [Cover.Fact], in column: Column) -> [Piece] {
    guard !facts.isEmpty else { return [] }
    let labels = Column(x: column.x, width: column.width * 0.28)
    let values = Column(x: column.x + column.width * 0.3, width: column.width * 0.7)
    let table = structure.add(.table, in: nil)
    var pieces: [Piece] = []
    for fact in facts {
      let row = structure.add(.tableRow, in: table)
      var piece = Piece(height: 0)
      let texts = [
        (fact.label, labels, style.text(9, on: 13, color: style.palette.muted), StructureRole.tableHeader(.row)),
        (fact.value, values, style.text(9, on: 13, tabular: true), .tableCell),
      ]
      for (text, place, textStyle, role) in texts {
        let node = structure.add(role, in: row)
        let runs = style.runs(of: [.text(text)], textStyle)
        var y = 6.0
        for line in meter.lines(of: runs, width: place.width, textStyle) {
          piece.frames.append(frame(line, .start, flipped: runs.runFromRightToLeft, y: y, in: place, node))
          y += line.height
        }
        piece.height = max(piece.height, y + 6)
      }
      piece.frames.append(hairline(y: 0.25, in: column))
      if pieces.isEmpty { piece.spaceBefore = 40 }
      pieces.append(piece)
    }
    return pieces
  }
}
