/// How the cost of a network is shared out over variables and factors at one point of the search.
///
/// The shares always add up to the cost itself (a *reparametrisation*), so that the sum of what every variable and every
/// factor costs at least, each for itself, bounds every plan's cost from below. Message passing moves shares about until
/// that sum is as large as it gets.
struct MessageState: Sendable {
  /// Shares, laid out as ``MessageLayout`` says; infinite where a label has no plan.
  var values: [Double]
  /// The labels that are open.
  var ranges: LabelRanges

  /// The cost as it is: everything on the stages' own factors, which the layout holds.
  init(_ layout: borrowing MessageLayout) {
    values = [Double](repeating: 0, count: layout.valueCount)
    ranges = LabelRanges(layout.labels)
  }
}
