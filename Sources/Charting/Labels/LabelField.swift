import Drawing

/// Places labels around points so that none touches another, nor leaves the area: the first free place in a fixed
/// order of preference is taken, near the point before further away, where a hair has to join both.
struct LabelField {
  /// Where a label stands.
  struct Placement {
    /// The area of its words.
    var box: Rectangle
    /// The hair from its point to its words; nil where they stand beside each other.
    var leader: (from: Point, to: Point)?
  }

  /// Where labels may stand.
  let area: Rectangle
  /// Between labels on one line, so that they are not read as one, in points.
  let wordSpace: Double
  /// What is taken already.
  private(set) var taken: [Rectangle] = []
  /// What words have taken, which no hair may cross.
  private var words: [Rectangle] = []

  /// How far from its point a label may stand, and the steps in which places are tried, in points.
  private static let (reach, step) = (140.0, 6.0)

  init(area: Rectangle, wordSpace: Double = 0) {
    self.area = area
    self.wordSpace = wordSpace
  }

  /// Marks an area as taken.
  mutating func reserve(_ box: Rectangle, forWords isForWords: Bool = false) {
    taken.append(box)
    if isForWords { words.append(box) }
  }

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
      && (wordSpace == 0 || !words.contains(where: box.inset(left: -wordSpace, right: -wordSpace).overlaps))
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
      words.append(box)
      return box
    }
    return nil
  }

  /// The same, or where no place beside the point is free, the nearest that a hair can reach without crossing words.
  mutating func placeOrReach(_ size: Size, around point: Point, gap: Double) -> Placement? {
    if let box = place(size, around: point, gap: gap) { return Placement(box: box) }
    let steps = Int(Self.reach / Self.step)
    var places: [(distance: Double, box: Rectangle, end: Point)] = []
    for column in -steps...steps {
      for row in -steps...steps {
        let center = Point(point.x + Double(column) * Self.step, point.y + Double(row) * Self.step)
        let box = Rectangle(
          x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width, height: size.height)
        let end = Point(min(max(point.x, box.left), box.right), min(max(point.y, box.top), box.bottom))
        let (x, y) = (end.x - point.x, end.y - point.y)
        // The hair ends a little before the words.
        let distance = (x * x + y * y).squareRoot() - 1.5
        if distance > gap, distance <= Self.reach { places.append((distance, box, end)) }
      }
    }
    places.sort { $0.distance < $1.distance }
    for (distance, box, end) in places where isFree(box) {
      func spot(_ place: Double) -> Point {
        let share = place / (distance + 1.5)
        return Point(point.x + (end.x - point.x) * share, point.y + (end.y - point.y) * share)
      }
      let (start, end) = (spot(gap), spot(distance))
      let spots = Self.spots(from: start, to: end)
      guard !spots.contains(where: { words.contains(where: $0.overlaps) }) else { continue }
      taken += spots + [box]
      words.append(box)
      return Placement(box: box, leader: (from: start, to: end))
    }
    return nil
  }

  /// Places labels in the order in which they come nearest to their points in all, of few labels in any order: the
  /// first may else take the only place of another. Nil where a label has no place.
  mutating func placeOrReach(_ labels: [(size: Size, point: Point)], gap: Double) -> [Placement?] {
    var best: (cost: Double, placements: [Placement?], field: LabelField)?
    for order in Self.orders(labels.count) {
      var field = self
      var placements = [Placement?](repeating: nil, count: labels.count)
      var cost = 0.0
      for index in order where labels[index].size.width > 0 {
        let (size, point) = labels[index]
        let placement = field.placeOrReach(size, around: point, gap: gap)
        placements[index] = placement
        // A label without a place is worse than any hair, and a hair than any place beside the point.
        cost += placement.map { Self.distance(point, $0.box) + ($0.leader == nil ? 0 : 2 * Self.reach) } ?? 1e4
      }
      if cost < (best?.cost ?? .infinity) - 1e-6 { best = (cost, placements, field) }
    }
    guard let best else { return [] }
    self = best.field
    return best.placements
  }

  /// Labels up to which all orders are tried.
  private static let fewLabels = 4

  /// The orders of so many labels, the given one first; of many, that one alone.
  private static func orders(_ count: Int) -> [[Int]] {
    guard count <= fewLabels else { return [Array(0..<count)] }
    return (0..<count).reduce([[]]) { orders, _ in
      orders.flatMap { order in (0..<count).filter { !order.contains($0) }.map { order + [$0] } }
    }
  }

  private static func distance(_ point: Point, _ box: Rectangle) -> Double {
    let x = max(box.left - point.x, point.x - box.right, 0)
    let y = max(box.top - point.y, point.y - box.bottom, 0)
    return (x * x + y * y).squareRoot()
  }

  /// Small boxes along a hair.
  private static func spots(from start: Point, to end: Point) -> [Rectangle] {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let count = max(Int((x * x + y * y).squareRoot() / 2), 1)
    return (0...count).map { index in
      let share = Double(index) / Double(count)
      return Rectangle(x: start.x + x * share - 1, y: start.y + y * share - 1, width: 2, height: 2)
    }
  }
}

extension Pen {
  /// The room that the lines of a label take; those of some scripts are higher than others.
  func extent(of lines: [String], _ style: TextStyle) -> Size {
    let height = lines.reduce(lineHeight(style)) { max($0, self.height(of: $1, style)) }
    return Size(widest(lines, style), height * Double(lines.count))
  }

  /// The words of a label where it has found its place, and its hair.
  func label(
    _ lines: [String], _ style: TextStyle, _ color: Color, at placement: LabelField.Placement, beside point: Point
  ) -> [SceneElement] {
    let box = placement.box
    let height = box.height / Double(max(lines.count, 1))
    var parts: [SceneElement] = []
    if let leader = placement.leader {
      parts.append(.shape(SceneShape(.polyline([leader.from, leader.to]), stroke: Stroke(color, width: 0.5))))
    }
    // Lines are flush with the side that faces the point.
    let rightwards = box.center.x >= point.x
    for (index, line) in lines.enumerated() {
      parts.append(
        self.line(
          line, style, color, x: rightwards ? box.left : box.right, top: box.top + Double(index) * height,
          anchor: rightwards ? .start : .end))
    }
    return parts
  }
}
