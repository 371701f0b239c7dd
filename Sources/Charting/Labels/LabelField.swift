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
      && (wordSpace == 0 || !words.contains(where: line(of: box).overlaps))
  }

  /// What no other words may reach into: what is on a line with a label, unless it is so by a hair's breadth.
  private func line(of box: Rectangle) -> Rectangle {
    box.inset(left: -wordSpace, top: 2.4, right: -wordSpace, bottom: 2.4)
  }

  /// A box of a size beside a point, or nil where no place is free.
  mutating func place(_ size: Size, around point: Point, gap: Double) -> Rectangle? {
    for distance in [gap, 2 * gap, 3 * gap, 4 * gap] {
      if let box = place(size, around: point, distance: distance) { return box }
    }
    return nil
  }

  private mutating func place(_ size: Size, around point: Point, distance gap: Double) -> Rectangle? {
    guard let box = Self.boxes(size, around: point, distance: gap).first(where: isFree) else { return nil }
    taken.append(box)
    words.append(box)
    return box
  }

  /// The places at a distance from a point, the best first.
  private static func boxes(_ size: Size, around point: Point, distance gap: Double) -> [Rectangle] {
    let columns = [
      point.x + gap, point.x - size.width / 2, point.x - gap - size.width, point.x - 4, point.x + 4 - size.width,
    ]
    let rows = [point.y - gap - size.height, point.y - size.height / 2, point.y + gap]
    return [
      (0, 0), (1, 0), (2, 0), (0, 2), (1, 2), (2, 2), (0, 1), (2, 1), (3, 0), (3, 2), (4, 0), (4, 2),
    ].map { column, row in
      Rectangle(x: columns[column], y: rows[row], width: size.width, height: size.height)
    }
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

  /// Places labels, few of them together, as the first may else take the only place of another: each beside its point
  /// or, where that cannot be, within reach of a hair. Nil where a label has no place.
  mutating func placeOrReach(_ labels: [(size: Size, point: Point)], gap: Double) -> [Placement?] {
    let isShown = labels.map { $0.size.width > 0 }
    var boxes = [Rectangle?](repeating: nil, count: labels.count)
    if labels.count <= Self.fewLabels {
      let places = zip(labels, isShown).map { label, isShown in
        isShown ? self.places(label.size, around: label.point, gap: gap) : []
      }
      var best = Double.infinity
      arrange(places, [], cost: 0, &best, &boxes)
    }
    for case let box? in boxes {
      taken.append(box)
      words.append(box)
    }
    return labels.indices.map { index in
      if let box = boxes[index] { return Placement(box: box) }
      return isShown[index] ? placeOrReach(labels[index].size, around: labels[index].point, gap: gap) : nil
    }
  }

  /// Labels up to which all ways to place them are weighed.
  private static let fewLabels = 4
  /// What a label costs that has no place beside its point: more than the worst of places.
  private static let unplaced = 1000.0

  /// The free places beside a point in order of preference, each with its rank.
  private func places(_ size: Size, around point: Point, gap: Double) -> [(cost: Double, box: Rectangle)] {
    (1...4).flatMap { level in
      // Distance counts more than the side.
      Self.boxes(size, around: point, distance: Double(level) * gap).enumerated().map { rank, box in
        (cost: Double(24 * level + rank), box: box)
      }
    }.filter { isFree($0.box) }
  }

  /// Finds the places of least cost in all that neither touch nor are read as one, by branch and bound.
  private func arrange(
    _ places: [[(cost: Double, box: Rectangle)]], _ chosen: [Rectangle?], cost: Double, _ best: inout Double,
    _ found: inout [Rectangle?]
  ) {
    guard cost < best else { return }
    guard chosen.count < places.count else {
      best = cost
      found = chosen
      return
    }
    for place in places[chosen.count] {
      let line = line(of: place.box)
      guard cost + place.cost < best else { break }
      let meets = chosen.contains { other in other.map { line.overlaps($0) || place.box.overlaps($0) } ?? false }
      guard !meets else { continue }
      arrange(places, chosen + [place.box], cost: cost + place.cost, &best, &found)
    }
    arrange(places, chosen + [nil], cost: cost + Self.unplaced, &best, &found)
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
