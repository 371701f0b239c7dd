/// Data that cannot be drawn honestly; names the series at fault.
public struct ChartError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with the data.
  public enum Reason: Sendable, Equatable {
    /// A value is NaN or infinite.
    case notFinite
    /// A value is zero or below on a logarithmic axis.
    case notPositive
    /// Two lists that belong together differ in length.
    case unequalCounts(expected: Int, actual: Int)
    /// Steps do not lead from the start to the end.
    case notReconciled(expected: Double, actual: Double)
    /// An index points at nothing.
    case unknownIndex(Int)
    /// A time span ends before it begins, or leaves the calendar.
    case outsideCalendar
  }

  /// The title of the chart.
  public var chart: String
  /// The series, category or node at fault.
  public var series: String
  /// What is wrong.
  public var reason: Reason

  /// Makes an error.
  public init(chart: String, series: String, reason: Reason) {
    self.chart = chart
    self.series = series
    self.reason = reason
  }

  /// One sentence for a reader.
  public var description: String {
    let problem =
      switch reason {
      case .notFinite: "has a value that is not a finite number"
      case .notPositive: "has a value that is not above zero, which a logarithmic axis cannot show"
      case .unequalCounts(let expected, let actual): "has \(actual) values where \(expected) are expected"
      case .notReconciled(let expected, let actual): "leads to \(expected), but the end is given as \(actual)"
      case .unknownIndex(let index): "refers to number \(index), which does not exist"
      case .outsideCalendar: "does not lie within the calendar"
      }
    return "chart “\(chart)”: “\(series)” \(problem)"
  }
}

extension Chart {
  /// Refuses NaN and infinite values.
  func requireFinite(_ values: some Sequence<Double>, series: String) throws(ChartError) {
    for value in values where !value.isFinite {
      throw ChartError(chart: heading.title, series: series, reason: .notFinite)
    }
  }

  /// Refuses values that an axis has no place for.
  func require(_ values: some Sequence<Double>, on axis: ValueAxis, series: String) throws(ChartError) {
    try requireFinite(values, series: series)
    guard axis.kind == .logarithmic else { return }
    for value in values where value <= 0 {
      throw ChartError(chart: heading.title, series: series, reason: .notPositive)
    }
  }

  /// Refuses a quantity that is no finite number or has no finite interval.
  func requireFinite(_ quantity: Quantity, series: String) throws(ChartError) {
    try requireFinite([quantity.value], series: series)
    if let interval = quantity.interval { try requireFinite([interval.low, interval.high], series: series) }
  }

  /// Refuses lists of different lengths.
  func requireCount(_ actual: Int, _ expected: Int, series: String) throws(ChartError) {
    guard actual == expected else {
      throw ChartError(
        chart: heading.title, series: series, reason: .unequalCounts(expected: expected, actual: actual))
    }
  }
}
