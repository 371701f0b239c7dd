import Drawing

extension Pen {
  /// A line through points.
  func curve(_ points: [Point], _ color: Color, dash: [Double] = [], width: Double = 1.75) -> SceneElement {
    .shape(
      SceneShape(
        .polyline(Self.thinned(points)), stroke: Stroke(color, width: width, dash: dash, round: dash.isEmpty)))
  }

  /// The same as an outline: what is planned, not yet real.
  func outlinedCurve(_ points: [Point], _ color: Color, width: Double) -> [SceneElement] {
    [curve(points, color, width: width + 1.25), curve(points, theme.paper, width: max(width - 0.75, 0.5))]
  }

  /// An area between two lines.
  func band(lower: [Point], upper: [Point], _ color: Color) -> SceneElement {
    .shape(
      SceneShape(
        .polyline(Self.thinned(upper) + Self.thinned(lower).reversed(), closed: true), fill: .solid(color)))
  }

  /// At most four points a half-point column: the first, lowest, highest and last, which draw the same line.
  /// M4 aggregation, Jugel et al. 2014, doi 10.14778/2732951.2732953; linear.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 2000 else { return points }
    func column(_ point: Point) -> Double { (point.x * 2).rounded(.down) }
    var result: [Point] = []
    var start = 0
    while start < points.count {
      var (end, lowest, highest) = (start, start, start)
      while end < points.count, column(points[end]) == column(points[start]) {
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
        end += 1
      }
      var last = -1
      for index in [start, lowest, highest, end - 1].sorted() where index != last {
        result.append(points[index])
        last = index
      }
      start = end
    }
    return result
  }
}
