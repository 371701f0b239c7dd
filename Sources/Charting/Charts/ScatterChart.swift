public import Drawing

/// Points by two values, with named quarters; where points are many, those close together become one larger mark.
public struct ScatterChart: Chart {
  /// A cloud of points.
  public struct Series: Sendable, Equatable {
    /// Its name in the key.
    public var name: String
    /// Its points.
    public var points: [Point]
    /// Whether they are planned, not yet real: open circles.
    public var isPlanned: Bool

    /// Makes a cloud; a point's x and y are values.
    public init(name: String, points: [Point], isPlanned: Bool = false) {
      self.name = name
      self.points = points
      self.isPlanned = isPlanned
    }
  }

  /// Where the axes are divided, and what the quarters mean.
  public struct Quarters: Sendable, Equatable {
    /// The value that divides the horizontal axis.
    public var x: Double
    /// The value that divides the vertical axis.
    public var y: Double
    /// Name of the upper left quarter.
    public var upperLeft: String
    /// Name of the upper right quarter.
    public var upperRight: String
    /// Name of the lower left quarter.
    public var lowerLeft: String
    /// Name of the lower right quarter.
    public var lowerRight: String

    /// Makes a division.
    public init(x: Double, y: Double, upperLeft: String, upperRight: String, lowerLeft: String, lowerRight: String) {
      self.x = x
      self.y = y
      self.upperLeft = upperLeft
      self.upperRight = upperRight
      self.lowerLeft = lowerLeft
      self.lowerRight = lowerRight
    }
  }

  /// A point worth naming.
  public struct Highlight: Sendable, Equatable {
    /// Where it stands, in values.
    public var point: Point
    /// The words beside it, left out where they find no place.
    public var label: String

    /// Makes a named point.
    public init(_ point: Point, label: String) {
      self.point = point
      self.label = label
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The horizontal axis.
  public var horizontal: ValueAxis
  /// The vertical axis.
  public var vertical: ValueAxis
  /// The clouds, the first drawn first.
  public var series: [Series]
  /// Named quarters; nil = none.
  public var quarters: Quarters?
  /// The points worth naming, the most important first.
  public var highlights: [Highlight]
  /// The largest number of points of a cloud that are drawn one by one.
  public var limit: Int
  /// What the size of marks means where they stand for several points, given the largest number ("up to 57 stores").
  public var sizeName: @Sendable (Int) -> String

  /// Makes a chart.
  public init(
    heading: ChartHeading, horizontal: ValueAxis, vertical: ValueAxis, series: [Series], quarters: Quarters? = nil,
    highlights: [Highlight] = [], limit: Int = 250, sizeName: @escaping @Sendable (Int) -> String = { "1 to \($0)" }
  ) {
    self.heading = heading
    self.horizontal = horizontal
    self.vertical = vertical
    self.series = series
    self.quarters = quarters
    self.highlights = highlights
    self.limit = limit
    self.sizeName = sizeName
  }

  /// Whether there is no point.
  public var isEmpty: Bool { series.allSatisfy(\.points.isEmpty) }

  /// Refuses values that an axis has no place for.
  public func validate() throws(ChartError) {
    for cloud in series {
      try require(cloud.points.map(\.x), on: horizontal, series: cloud.name)
      try require(cloud.points.map(\.y), on: vertical, series: cloud.name)
    }
    for highlight in highlights {
      try require([highlight.point.x], on: horizontal, series: highlight.label)
      try require([highlight.point.y], on: vertical, series: highlight.label)
    }
    if let quarters {
      try require([quarters.x], on: horizontal, series: heading.title)
      try require([quarters.y], on: vertical, series: heading.title)
    }
  }

  /// Draws the clouds.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let all = series.flatMap(\.points) + highlights.map(\.point)
    let contents = LineFrame.Contents(
      xs: all.map(\.x) + (quarters.map { [$0.x] } ?? []), ys: all.map(\.y) + (quarters.map { [$0.y] } ?? []))
    // The key depends on how many points share a mark, and that on the frame, whose size does not depend on its place.
    let trial = frame(contents, pen, at: origin, width: width)
    let isBinned = series.contains { $0.points.count > limit }
    let largest = series.map { marks(of: $0, in: trial).map(\.count).max() ?? 0 }.max() ?? 0
    var entries = series.filter { !$0.points.isEmpty }.map {
      KeyEntry(.symbol(.circle, Self.ink(of: $0), filled: !$0.isPlanned), $0.name)
    }
    if isBinned { entries.append(KeyEntry(.sizes(.circle, .muted), sizeName(largest))) }
    var plot = pen.key(entries, left: origin.x, top: origin.y, width: width)
    let frame = frame(contents, pen, at: Point(origin.x, origin.y + plot.height), width: width)
    plot.add(frame.grid(pen))
    if let quarters { plot.add(division(quarters, frame, pen)) }
    for cloud in series {
      plot.addGroup("series", tooltip: cloud.name, [cloudMark(cloud, in: frame, largest: largest, pen)])
    }
    plot.add(highlightMarks(frame, largest: largest, pen))
    plot.height = frame.bottom - origin.y
    return plot
  }

  private func frame<Text>(
    _ contents: LineFrame.Contents, _ pen: Pen<Text>, at origin: Point, width: Double
  ) -> LineFrame {
    let strip = quarters == nil ? 0 : strip(pen)
    return LineFrame(
      contents, horizontal, vertical, pen, at: origin, width: width, endingWidth: 0, headRoom: strip, footRoom: strip,
      height: min(max(width * 0.5, 150), 320).rounded())
  }

  /// Height of the strips above and below all marks that hold the names of the quarters, in points.
  private func strip<Text>(_ pen: Pen<Text>) -> Double { nameHeight(pen) + Self.radii.fullest + 2 }

  /// Height of the names of the quarters, in points.
  private func nameHeight<Text>(_ pen: Pen<Text>) -> Double {
    guard let quarters else { return 0 }
    let names = [quarters.upperLeft, quarters.upperRight, quarters.lowerLeft, quarters.lowerRight]
    return names.reduce(0) { max($0, pen.extent(of: [$1], .strong).height) }
  }

  private static func ink(of series: Series) -> Ink { series.isPlanned ? .proposal : .baseline }

  /// Dashed lines between the quarters, and their names in strips above and below all marks.
  private func division<Text>(_ quarters: Quarters, _ frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    let center = frame.point(quarters.x, quarters.y)
    let area = frame.area.inset(top: -strip(pen))
    let stroke = Stroke(pen.color(.muted), width: 0.75, dash: [4, 3])
    var parts: [SceneElement] = [
      .shape(SceneShape(.polyline([Point(center.x, area.top), Point(center.x, area.bottom)]), stroke: stroke)),
      .shape(SceneShape(.polyline([Point(area.left, center.y), Point(area.right, center.y)]), stroke: stroke)),
    ]
    let line = nameHeight(pen)
    for (string, isLeft, isUpper) in [
      (quarters.upperLeft, true, true), (quarters.upperRight, false, true), (quarters.lowerLeft, true, false),
      (quarters.lowerRight, false, false),
    ] where !string.isEmpty {
      let room = (isLeft ? center.x - area.left : area.right - center.x) - 8
      guard pen.width(string, .strong) <= room else { continue }
      parts.append(
        pen.line(
          string, .strong, pen.color(.muted), x: isLeft ? area.left + 4 : area.right - 4,
          top: isUpper ? area.top : area.bottom - line - 1, anchor: isLeft ? .start : .end))
    }
    return parts
  }

  /// Where a mark stands, and for how many points.
  private struct Mark {
    var center: Point
    var count: Int
  }

  /// One mark for each point, or where they are many, for those of a cell: at their mean place.
  private func marks(of cloud: Series, in frame: LineFrame) -> [Mark] {
    let places = cloud.points.map { frame.point($0.x, $0.y) }
    guard places.count > limit else { return places.map { Mark(center: $0, count: 1) } }
    let cell = Self.cell
    let columns = Int(frame.area.width / cell) + 1
    let rows = Int(frame.area.height / cell) + 1
    var counts = [Int](repeating: 0, count: columns * rows)
    var sums = [Point](repeating: Point(0, 0), count: columns * rows)
    for place in places {
      let column = min(max(Int((place.x - frame.area.left) / cell), 0), columns - 1)
      let row = min(max(Int((place.y - frame.area.top) / cell), 0), rows - 1)
      let index = row * columns + column
      counts[index] += 1
      sums[index] = Point(sums[index].x + place.x, sums[index].y + place.y)
    }
    return counts.indices.filter { counts[$0] > 0 }.map { index in
      let count = Double(counts[index])
      return Mark(center: Point(sums[index].x / count, sums[index].y / count), count: counts[index])
    }
  }

  /// Width of a cell whose points share a mark, in points.
  private static let cell = 8.0
  /// Radius of a single point and of the fullest cell, in points.
  private static let radii = (single: 1.8, fullest: 5.0)

  /// The radius of a mark, whose area grows with what it stands for, in points.
  private static func radius(of mark: Mark, isBinned: Bool, largest: Int) -> Double {
    guard isBinned else { return radii.single * 1.3 }
    let share = largest > 1 ? (Double(mark.count - 1) / Double(largest - 1)).squareRoot() : 0
    return radii.single * 0.7 + (radii.fullest - radii.single * 0.7) * share
  }

  /// All marks of a cloud as one shape, their areas growing with what they stand for.
  private func cloudMark<Text>(
    _ cloud: Series, in frame: LineFrame, largest: Int, _ pen: Pen<Text>
  ) -> SceneElement {
    let isBinned = cloud.points.count > limit
    let steps = marks(of: cloud, in: frame).flatMap { mark in
      Path.circle(center: mark.center, radius: Self.radius(of: mark, isBinned: isBinned, largest: largest)).steps
    }
    let color = pen.color(Self.ink(of: cloud))
    return .shape(
      SceneShape(
        Path(steps), fill: cloud.isPlanned ? nil : .solid(color.opacity(0.6)),
        stroke: cloud.isPlanned ? Stroke(color, width: 0.9) : nil))
  }

  /// The named points, each with its words where they touch neither marks nor other words; without where there is no
  /// such place, which the first are the last to lack.
  private func highlightMarks<Text>(_ frame: LineFrame, largest: Int, _ pen: Pen<Text>) -> [SceneElement] {
    guard !highlights.isEmpty else { return [] }
    var field = LabelField(area: frame.area.inset(right: -6, bottom: quarters == nil ? 0 : strip(pen)))
    for cloud in series {
      for mark in marks(of: cloud, in: frame) {
        let radius = Self.radius(of: mark, isBinned: cloud.points.count > limit, largest: largest) + 0.5
        field.reserve(
          Rectangle(x: mark.center.x - radius, y: mark.center.y - radius, width: 2 * radius, height: 2 * radius))
      }
    }
    if let center = quarters.map({ frame.point($0.x, $0.y) }) {
      field.reserve(Rectangle(x: center.x - 0.5, y: frame.area.top, width: 1, height: frame.area.height))
      field.reserve(Rectangle(x: frame.area.left, y: center.y - 0.5, width: frame.area.width, height: 1))
    }
    let centers = highlights.map { frame.point($0.point.x, $0.point.y) }
    for center in centers {
      field.reserve(Rectangle(x: center.x - 4, y: center.y - 4, width: 8, height: 8))
      // No hair runs through the point of another.
      field.reserve(Rectangle(x: center.x - 3, y: center.y - 3, width: 6, height: 6), forWords: true)
    }
    var parts: [SceneElement] = []
    for (highlight, center) in zip(highlights, centers) {
      var group = [pen.symbol(.diamond, at: center, size: 8, pen.color(.highlight), filled: false)]
      let lines = pen.lines(highlight.label, .fine, width: max(frame.area.width * 0.3, 60), limit: 2)
      let size = pen.extent(of: lines, .fine)
      if !lines.isEmpty, let placement = field.placeOrReach(size, around: center, gap: 6) {
        group += pen.label(lines, .fine, pen.readable(.highlight), at: placement, beside: center)
      }
      var inner = Plot()
      inner.addGroup("highlight", tooltip: highlight.label, group)
      parts += inner.elements
    }
    return parts
  }
}
