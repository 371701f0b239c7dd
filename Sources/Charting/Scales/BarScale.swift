import Drawing

/// A scale of labelled horizontal bars from zero: as long as their labels leave room for.
struct BarScale {
  private let scale: LinearScale

  /// Points of a unit.
  var density: Double { scale.density }

  /// Makes a scale for bars between two positions; labels stand outside of the bar ends.
  ///
  /// - Parameter most: points of a unit at most, where bars elsewhere share the scale.
  init<Text>(
    _ quantities: [Quantity], _ pen: Pen<Text>, from left: Double, to right: Double, density most: Double? = nil
  ) {
    let ends = quantities.flatMap { [$0.value, $0.interval?.low ?? $0.value, $0.interval?.high ?? $0.value] }
    let domain = LinearScale.fromZero(ends)
    let room = (right - left) * 0.45
    func widest(_ side: [Quantity]) -> Double {
      min(side.reduce(0) { max($0, pen.width($1.label, .strongValue)) }, room) + 6
    }
    let below = quantities.filter { $0.value < 0 }
    let above = quantities.filter { $0.value >= 0 }
    scale = LinearScale(
      domain, from: left + (below.isEmpty ? 0 : widest(below)), to: right - (above.isEmpty ? 0 : widest(above))
    ).limited(to: most)
  }

  /// The position of a value, in points.
  func position(_ value: Double) -> Double { scale.position(value) }

  /// A bar with its whisker, and its label beyond both.
  func bar<Text>(
    _ quantity: Quantity, _ fill: BarFill, _ pen: Pen<Text>, style: TextStyle = .value, top: Double, height: Double
  ) -> [SceneElement] {
    let end = position(quantity.value)
    let center = top + height / 2
    var parts = [pen.bar(from: position(0), to: end, top: top, height: height, fill)]
    var (low, high) = (end, end)
    if let interval = quantity.interval, interval.low < interval.high {
      (low, high) = (min(end, position(interval.low)), max(end, position(interval.high)))
      parts.append(pen.whisker(from: low, to: high, center: center, cap: height * 0.45, pen.color(.text)))
    }
    let outwards = quantity.value < 0
    let room = max(abs(scale.end - scale.start) * 0.9, 60)
    parts.append(
      pen.line(
        pen.fitted(quantity.label, style, width: room), style, pen.color(.text), x: outwards ? low - 4 : high + 4,
        center: center, anchor: outwards ? .end : .start))
    return parts
  }
}
