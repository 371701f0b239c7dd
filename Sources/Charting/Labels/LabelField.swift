import Drawing

/// Places labels around points so that none touches another, nor leaves the area: the first free place in a fixed
/// order of preference is taken, near the point before further away.
struct LabelField {
  /// Where labels may stand.
  let area: Rectangle
  /// What is taken already.
  private(set) var taken: [Rectangle] = []

  init(area: Rectangle) { self.area = area }

  /// Marks an area as taken.
  mutating func reserve(_ box: Rectangle) { taken.append(box) }

  /// Takes an area where it is free and inside, with some space at its sides; says whether it did.
  mutating func take(_ box: Rectangle, margin: Double = 0) -> Bool {
    let wide = box.inset(left: -margin, right: -margin)
    guard isFree(box), !taken.contains(where: wide.overlaps) else { return false }
    taken.append(wide)
    return true
  }

  private func isFree(_ box: Rectangle) -> Bool {
    box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom
      && !taken.contains(where: box.overlaps)
  }

  /// A box of a size beside a point, or nil where no place is free.
  mutating func place(_ size: Size, around point: Point, gap: Double) -> Rectangle? {
    for distance in [gap, 2 * gap, 3 * gap, 4 * gap] {
      if let box = place(size, around: point, distance: distance) { return box }
    }
    return nil
  }

  private mutating func place(_ size: Size, around point: Point, distance gap: Double) -> Rectangle? {
    let columns = [
      point.x + gap, point.x - size.width / 2, point.x - gap - size.width, point.x - 4, point.x + 4 - size.width,
    ]
    let rows = [point.y - gap - size.height, point.y - size.height / 2, point.y + gap]
    for (column, row) in [
      (0, 0), (1, 0), (2, 0), (0, 2), (1, 2), (2, 2), (0, 1), (2, 1), (3, 0), (3, 2), (4, 0), (4, 2),
    ] {
      let box = Rectangle(x: columns[column], y: rows[row], width: size.width, height: size.height)
      guard isFree(box) else { continue }
      taken.append(box)
      return box
    }
    return nil
  }
}
