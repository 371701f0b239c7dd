import Solver

/// What a single-stage method answers, for text and JSON alike.
struct StageAnswer {
  /// What a figure counts.
  enum Unit: String {
    case units, periods, money, orders
    case moneyPerUnit = "money per unit"
    case moneyPerPeriod = "money per period"
    case ordersPerPeriod = "orders per period"
    /// A fraction, read as a percentage.
    case share = ""
  }

  /// A figure of the answer.
  struct Figure {
    /// Member of the JSON.
    var key: String
    /// As readers see it.
    var label: String
    /// The figure.
    var value: Double
    /// What it counts.
    var unit: Unit

    init(_ key: String, _ label: String, _ value: Double, _ unit: Unit) {
      self.key = key
      self.label = label
      self.value = value
      self.unit = unit
    }
  }

  /// A line for every period or item.
  struct Series {
    /// Member of the JSON.
    var key: String
    /// What the lines are.
    var caption: String
    /// Member of the JSON and head of the column, the first one a count from 1.
    var columns: [(key: String, title: String)]
    /// Figures by line and column; `nil` = none.
    var rows: [[Double?]]
  }

  /// The answer in a sentence or two.
  var summary: String
  /// The figures, the decision first.
  var figures: [Figure]
  /// The lines, where there are any.
  var series: Series?
  /// What the figures leave out or take for granted.
  var remark: String?
  /// What is known of the answer, where it is less than of the method.
  var guarantee: MethodDescription.Guarantee?

  /// The first figure that left the range of numbers, by its label.
  var faultyFigure: String? {
    if let figure = figures.first(where: { !$0.value.isFinite }) { return figure.label }
    guard let series, series.rows.contains(where: { $0.contains { $0?.isFinite == false } }) else { return nil }
    return series.caption
  }
}

extension StageAnswer {
  /// The figures of a lot ordered again and again.
  static func figures(of lot: EconomicLot) -> [Figure] {
    [
      Figure("order_quantity", "Order quantity", lot.quantity, .units),
      Figure("cycle_time", "Time between orders", lot.cycleTime, .periods),
      Figure("cost_rate", "Cost", lot.costRate, .moneyPerPeriod),
      Figure("greatest_stock", "Greatest stock", lot.greatestStock, .units),
      Figure("greatest_backorder", "Greatest backorder", lot.greatestBackorder, .units),
    ]
  }
}
