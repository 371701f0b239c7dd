import Drawing

/// How an axis of values is labelled.
public struct ValueAxis: Sendable {
  /// How values are laid out along the axis.
  public enum Kind: Sendable, Equatable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; every value must be above zero.
    case logarithmic
    /// Linear, with the ticks given, such as months; where they do not fit, every n-th stays.
    case marked([Mark])
  }

  /// A tick that is given.
  public struct Mark: Sendable, Equatable {
    /// Where it stands.
    public var value: Double
    /// Its text.
    public var text: String

    /// Makes a tick.
    public init(_ value: Double, _ text: String) {
      self.value = value
      self.text = text
    }
  }

  /// What is measured, with its unit; stands once, never on each tick.
  public var title: String
  /// Text of a tick by itself.
  public var format: @Sendable (Double) -> String
  /// How the ticks of a linear axis are written, all with the same decimals; nil = each by itself.
  private var figures: Figures?
  /// How values are laid out.
  public var kind: Kind
  /// Whether the axis must include zero; a logarithmic one cannot.
  public var includesZero: Bool
  /// What the axis says when it does not start at zero, given its first value as text; nil = nothing.
  public var startNote: (@Sendable (String) -> String)?

  /// Makes an axis.
  public init(
    title: String = "", kind: Kind = .linear, includesZero: Bool = true,
    startNote: (@Sendable (String) -> String)? = { "axis starts at \($0)" },
    format: @escaping @Sendable (Double) -> String
  ) {
    self.title = title
    self.kind = kind
    self.format = format
    self.includesZero = includesZero && kind == .linear
    self.startNote = startNote
  }

  /// Makes an axis whose ticks all have the same decimals, as few as they need.
  /// - Parameters:
  ///   - unit: what a tick counts in: 0.01 for percentages, 1000 for thousands.
  ///   - text: a value as text, with so many decimals of its unit.
  public init(
    title: String = "", includesZero: Bool = true,
    startNote: (@Sendable (String) -> String)? = { "axis starts at \($0)" }, unit: Double,
    text: @escaping @Sendable (_ value: Double, _ decimals: Int) -> String
  ) {
    let figures = Figures(unit: unit, text: text)
    self.init(
      title: title, includesZero: includesZero, startNote: startNote, format: { figures.texts([$0])[0] })
    self.figures = figures
  }

  /// Values as text with one number of decimals.
  private struct Figures: Sendable {
    let unit: Double
    let text: @Sendable (Double, Int) -> String
    private static let mostDecimals = 6

    /// The texts of values, with the fewest decimals that tell each exactly.
    func texts(_ values: [Double]) -> [String] {
      let decimals =
        (0..<Self.mostDecimals).first { decimals in
          values.allSatisfy { value in
            let scaled = value / unit * Self.powers[decimals]
            return abs(scaled - scaled.rounded()) < 1e-6 * max(abs(scaled), 1)
          }
        } ?? Self.mostDecimals
      return values.map { text($0, decimals) }
    }

    private static let powers = [1, 10, 100, 1e3, 1e4, 1e5]
  }

  /// The texts of ticks.
  private func labels(_ values: [Double]) -> [String] { figures?.texts(values) ?? values.map(format) }
}

extension ValueAxis {
  /// Ticks with their texts, and the domain that covers both them and the data.
  struct Ticks {
    /// Lowest and highest value of the axis.
    var domain: ClosedRange<Double>
    /// Tick values, ascending.
    var values: [Double]
    /// Tick texts.
    var labels: [String]
    /// Whether equal ratios are equally far apart.
    var isLogarithmic = false

    /// The scale that the ticks belong to, from a position to another.
    func scale(from start: Double, to end: Double) -> ValueScale {
      ValueScale(domain, isLogarithmic: isLogarithmic, from: start, to: end)
    }
  }

  /// Ticks over the data alone, so that lines run from edge to edge, or on to a tick that is not far beyond their end:
  /// an axis ends on a figure where it can. Unchanged where too few ticks would stay.
  func clipped(_ ticks: Ticks, to data: ClosedRange<Double>) -> Ticks {
    var range = includesZero ? min(data.lowerBound, 0)...max(data.upperBound, 0) : data
    var (values, labels) = (ticks.values, ticks.labels)
    if kind == .linear, values.count > 1, let last = values.last(where: { $0 <= range.upperBound }) {
      let step = values[1] - values[0]
      let next = last + step
      if last < range.upperBound - 1e-9 * step, next - range.upperBound <= LogTicks.nearTick * step {
        range = range.lowerBound...next
        if values.last == last {
          values.append(next)
          labels = self.labels(values)
        }
      }
    }
    let kept = values.indices.filter { range.contains(values[$0]) }
    guard kept.count > 1 else { return ticks }
    return Ticks(
      domain: range, values: kept.map { values[$0] }, labels: kept.map { labels[$0] },
      isLogarithmic: ticks.isLogarithmic)
  }

  /// The title, and a remark where the axis does not start at zero.
  func heading(for ticks: Ticks) -> String {
    let isZoomed = kind == .linear && !ticks.domain.contains(0)
    let isTick = ticks.values.first == ticks.domain.lowerBound
    let start = isTick ? ticks.labels.first : nil
    let note = isZoomed ? startNote?(start ?? format(ticks.domain.lowerBound)) : nil
    return [title, note ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Chooses ticks for data along a length.
  /// - Parameters:
  ///   - extremes: lowest and highest value of the data.
  ///   - length: of the axis, in points.
  ///   - spacing: wanted distance between ticks, in points.
  ///   - extent: what a tick's text takes along the axis, in points.
  func ticks(
    _ extremes: ClosedRange<Double>, length: Double, spacing: Double, extent: @escaping (String) -> Double
  ) -> Ticks {
    switch kind {
    case .linear: linearTicks(extremes, length: length, spacing: spacing, extent: extent)
    case .logarithmic: logarithmicTicks(extremes, length: length, spacing: spacing, extent: extent)
    case .marked(let marks): Self.marked(marks, extremes, length: length, extent: extent)
    }
  }

  private func linearTicks(
    _ extremes: ClosedRange<Double>, length: Double, spacing: Double, extent: @escaping (String) -> Double
  ) -> Ticks {
    let zeroed =
      includesZero
      ? min(extremes.lowerBound, 0)...max(extremes.upperBound, 0) : extremes
    let data = zeroed.lowerBound == 0 && zeroed.upperBound == 0 ? 0...1 : LinearScale.widened(zeroed)
    let values = TickSearch.ticks(for: data, target: Int(length / spacing) + 1) { ticks in
      guard let first = ticks.first, let last = ticks.last else { return -.infinity }
      let scale = ValueScale(
        min(first, data.lowerBound)...max(last, data.upperBound), from: 0, to: length)
      return legibility(ticks, on: scale, extent: extent)
    }
    let low = min(data.lowerBound, values.first ?? data.lowerBound)
    let high = max(data.upperBound, values.last ?? data.upperBound)
    let before = includesZero ? [] : Self.ticks(before: values, from: low)
    return Ticks(
      domain: (before.first ?? low)...high, values: before + values, labels: labels(before + values))
  }

  /// Powers of ten and what lies between them; over less than a decade, the ticks of a linear axis in their places.
  private func logarithmicTicks(
    _ extremes: ClosedRange<Double>, length: Double, spacing: Double, extent: @escaping (String) -> Double
  ) -> Ticks {
    let data = LinearScale.widened(extremes)
    func scale(_ ticks: [Double]) -> ValueScale {
      let (low, high) = (ticks.first ?? data.lowerBound, ticks.last ?? data.upperBound)
      return ValueScale(
        min(low, data.lowerBound)...max(high, data.upperBound), isLogarithmic: true, from: 0, to: length)
    }
    func fits(_ ticks: [Double]) -> Bool { legibility(ticks, on: scale(ticks), extent: extent) > -.infinity }
    var values = LogTicks.ticks(for: data, target: Int(length / spacing) + 2, fits: fits)
    if values.count < 2 {
      values = TickSearch.ticks(for: data, target: Int(length / spacing) + 1) { ticks in
        (ticks.first ?? 0) > 0 ? legibility(ticks, on: scale(ticks), extent: extent) : -.infinity
      }
    }
    return Ticks(
      domain: scale(values).domain, values: values, labels: values.map(format), isLogarithmic: true)
  }

  /// The marks within the data, every n-th of them where all would touch.
  private static func marked(
    _ marks: [Mark], _ extremes: ClosedRange<Double>, length: Double, extent: (String) -> Double
  ) -> Ticks {
    let domain = LinearScale.widened(extremes)
    let scale = LinearScale(domain, from: 0, to: length)
    let inside = marks.filter { domain.contains($0.value) }
    let spans = inside.map { mark in
      let (center, half) = (scale.position(mark.value), extent(mark.text) / 2)
      return (start: center - half, end: center + half)
    }
    let kept = inside.isEmpty ? [] : LabelThinning.kept(spans, gap: 8).map { inside[$0] }
    return Ticks(domain: domain, values: kept.map(\.value), labels: kept.map(\.text))
  }

  /// Further ticks, so that the first lies at or below a value: an axis without zero says where it starts, which must
  /// be a round figure.
  private static func ticks(before values: [Double], from low: Double) -> [Double] {
    guard values.count > 1, low < values[0] else { return [] }
    let step = values[1] - values[0]
    let count = ((values[0] - low) / step - 1e-9).rounded(.up)
    guard count >= 1, count < 10 else { return [] }
    return (1...Int(count)).reversed().map { values[0] - Double($0) * step }
  }

  /// 1 where neighbours have an em and a half between them, falling to −∞ where they touch or read the same.
  private func legibility(_ ticks: [Double], on scale: ValueScale, extent: (String) -> Double) -> Double {
    let labels = labels(ticks)
    let em = 8.0
    var worst = 1.0
    for (index, label) in labels.enumerated().dropFirst() {
      let distance = scale.position(ticks[index]) - scale.position(ticks[index - 1])
      let gap = distance - (extent(label) + extent(labels[index - 1])) / 2
      if gap < em / 2 || label == labels[index - 1] { return -.infinity }
      worst = min(worst, 2 - 1.5 * em / min(gap, 1.5 * em))
    }
    return worst
  }
}

extension Pen {
  /// Vertical grid lines with tick texts below a horizontal axis of values; the texts stay between the limits.
  func horizontalAxis(
    _ ticks: ValueAxis.Ticks, scale: LinearScale, top: Double, bottom: Double, within limits: ClosedRange<Double>
  ) -> (grid: [SceneElement], labels: [SceneElement]) {
    let positions = ticks.values.map(scale.position)
    return (
      positions.map { gridLine(from: Point($0, top), to: Point($0, bottom)) },
      tickLabels(positions, ticks.labels, top: bottom + 3, within: limits)
    )
  }

  /// Texts centred below positions: pushed inside the limits, thinned where they would touch.
  func tickLabels(
    _ positions: [Double], _ labels: [String], top: Double, within limits: ClosedRange<Double>
  ) -> [SceneElement] {
    let spans = zip(positions, labels).map { position, label in
      let width = width(label, .axis)
      let start = max(limits.lowerBound, min(position - width / 2, limits.upperBound - width))
      return (start: start, end: start + width)
    }
    return LabelThinning.kept(spans, gap: 4).map { index in
      line(labels[index], .axis, color(.muted), x: spans[index].start, top: top)
    }
  }

  /// A line of the grid.
  func gridLine(from start: Point, to end: Point) -> SceneElement {
    .shape(SceneShape(.polyline([start, end]), stroke: Stroke(color(.grid), width: 0.5)))
  }

  /// The line bars stand on.
  func zeroLine(from start: Point, to end: Point) -> SceneElement {
    .shape(SceneShape(.polyline([start, end]), stroke: Stroke(color(.text), width: 0.75)))
  }
}
