import SupplyNetwork

/// One row of `demand_rates.csv`: moments given directly.
struct DemandRate {
  /// The item and location.
  var position: Position
  /// Units per period.
  var mean: Double
  /// Units.
  var sd: Double
  /// The distribution the row asks for.
  var choice: CaseSettings.DistributionChoice?
}

/// `demand_rates.csv`: mean and standard deviation of the demand of one period.
enum DemandRateTable {
  private enum Column: String, TableColumn {
    case location, item, mean, sd, distribution

    var isRequired: Bool { self != .distribution }
  }

  /// Reads the rates, in the order of the file.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) -> [DemandRate] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var rates: [DemandRate] = []
    var seen: [Position: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let mean = table.number(.mean, .nonNegative, &log)
      let sd = table.number(.sd, .nonNegative, &log)
      let choice = table.choice(.distribution, of: CaseSettings.DistributionChoice.self, &log)
      if choice == .empirical {
        table.reject(
          "unknown-word", .distribution, &log, "an empirical distribution needs a history",
          hint: "give demand.csv for this item and location, or choose auto")
      }
      if let mean, let sd, mean == 0, sd > 0 {
        table.reject("out-of-range", .sd, &log, "sd \(NumberRange.short(sd)) with mean 0; expected 0")
      }
      guard let location, let item else { continue }
      let position = Position(item: item, location: location)
      table.rejectRepeat(of: position, in: &seen, .item, &log)
      guard table.isRowUsable, let mean, let sd else { continue }
      if choice == .negativeBinomial, sd * sd <= mean {
        log.report(
          .warning, "distribution-unfit", table.place(.distribution),
          "negative binomial demand has a variance above its mean; \(NumberRange.short(sd))² is not above "
            + NumberRange.short(mean),
          hint: "choose poisson, gamma or auto")
      }
      rates.append(DemandRate(position: position, mean: mean, sd: sd, choice: choice))
    }
    if table.rowCount == 0 { log.report(.warning, "no-rows", .init(file: table.file), "the file holds no row") }
    return rates
  }
}
