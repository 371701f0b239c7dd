internal import CCairo

extension Canvas {
  /// Marks what `body` draws as an element of the document's structure; in a picture it only draws.
  ///
  /// Parts of one element on different pages have the same `id`, unique to the element in its document.
  /// `alternative` describes a figure to readers who cannot see it. An element where the structure rules of PDF do not
  /// allow it becomes the error of the document.
  public func tagged<Failure: Error>(
    _ role: StructureRole, id: Int? = nil, alternative: String? = nil,
    _ body: (borrowing Canvas) throws(Failure) -> Void
  ) throws(Failure) {
    try element(role, id: id, alternative: alternative, attributes: nil, body)
  }

  /// Makes an area lead somewhere; what `body` draws is the text of the link.
  public func link<Failure: Error>(
    to target: LinkTarget, area: Rectangle, _ body: (borrowing Canvas) throws(Failure) -> Void
  ) throws(Failure) {
    guard problems.accept([area.x, area.y, area.width, area.height], of: "the area of a link") else { return }
    let upperLeft = onPage(Point(area.left, area.top))
    let lowerRight = onPage(Point(area.right, area.bottom))
    let corners = [upperLeft.x, upperLeft.y, lowerRight.x - upperLeft.x, lowerRight.y - upperLeft.y]
    let rectangle = "rect=[" + corners.map { $0.decimalText(places: 3) }.joined(separator: " ") + "]"
    let place =
      switch target {
      case .uri(let address): "uri=\(TagAttributes.quoted(address))"
      case .destination(let name): "dest=\(TagAttributes.quoted(name))"
      }
    if case .destination(let name) = target { structure?.want(name) }
    try element(.link, id: nil, alternative: nil, attributes: rectangle + " " + place, body)
  }

  /// Gives a place a name that links and outline entries can lead to.
  public func destination(_ name: String, at point: Point) {
    guard let structure, problems.accept([point.x, point.y], of: "the destination \"\(name)\"") else { return }
    do {
      try structure.define(name)
    } catch {
      problems.note(error)
      return
    }
    let place = onPage(point)
    cairo_tag_begin(
      cairo, CAIRO_TAG_DEST,
      "name=\(TagAttributes.quoted(name)) x=\(place.x.decimalText(places: 3)) y=\(place.y.decimalText(places: 3))")
    cairo_tag_end(cairo, CAIRO_TAG_DEST)
  }

  private func element<Failure: Error>(
    _ role: StructureRole, id: Int?, alternative: String?, attributes: String?,
    _ body: (borrowing Canvas) throws(Failure) -> Void
  ) throws(Failure) {
    guard let structure else { return try body(self) }
    do {
      try structure.begin(role, alternative: alternative, id: id)
    } catch {
      problems.note(error)
      return try body(self)
    }
    cairo_tag_begin(cairo, role.name, attributes)
    defer {
      cairo_tag_end(cairo, role.name)
      structure.end()
    }
    try body(self)
  }

  /// A point in the coordinates of the page, whatever the canvas is scaled by.
  private func onPage(_ point: Point) -> Point {
    var (x, y) = (point.x, point.y)
    cairo_user_to_device(cairo, &x, &y)
    return Point(x, y)
  }
}

/// Writes the attribute strings of Cairo's tags.
enum TagAttributes {
  /// A string value in quotes.
  static func quoted(_ value: String) -> String {
    var text = "'"
    for character in value.onOneLine {
      if character == "'" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return text + "'"
  }
}
