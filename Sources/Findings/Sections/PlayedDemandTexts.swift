public import SupplyNetwork

/// What simulations of a model play as demand, in sentences; none where every period of every demand is drawn alike.
public struct PlayedDemandTexts {
  /// A sentence each.
  public let sentences: [String]
  /// The same in a few words after the scope of a simulation, with a comma before; empty where demand is drawn.
  public let suffix: String

  /// Promotions that are told one by one.
  private static let mostPromotions = 3

  /// Words for a model.
  public init(_ model: NetworkModel, format: NumberFormat) {
    let simulation = model.settings.simulation
    let period = model.settings.period
    var sentences: [String] = []
    switch simulation.demand {
    case .model: suffix = ""
    case .bootstrap:
      suffix = ", on resampled history"
      let blocks = format.number(model.blockPeriods ?? 1, decimals: 0)
      sentences.append(
        "Simulated demand is the recorded history, resampled in blocks of \(blocks) \(period.rawValue)s on average "
          + "(stationary bootstrap, Politis & Romano 1994), the same blocks for all items and locations; what lasts longer "
          + "than a block, such as a season of months, is lost.")
    case .history:
      suffix = ", on the history as it was"
      sentences.append(
        "Simulated demand is the recorded history, once and as it was: its figures carry no interval.")
    }
    if simulation.demand != .model, let history = model.history {
      if history.bucketDays > period.days {
        sentences.append(
          "Its records of \(history.bucketDays) days are spread evenly over the days: variation within a week is missing, "
            + "so that service looks better than it is.")
      }
      let drawn = model.unrecordedDemands
      if drawn > 0 {
        sentences.append("Demand at \(format.count(drawn, "stage")) without a history is drawn.")
      }
    }
    let courses = model.networks.flatMap { $0.stages.compactMap(\.demandCourse) }
    if simulation.demand == .model, courses.contains(where: { !$0.season.isEmpty }) {
      let source =
        switch simulation.season {
        case .none: "that of the input"
        case .weekday: "estimated from the history by location and weekday"
        case .month: "estimated from the history by item and month"
        }
      sentences.append(
        "Simulated demand has a season, \(source); the plan takes season for variability and does not follow it.")
    }
    if simulation.demand == .model, courses.contains(where: { !$0.promotions.isEmpty }) {
      sentences.append(Self.promotions(model, format))
    }
    self.sentences = sentences
  }

  private static func promotions(_ model: NetworkModel, _ format: NumberFormat) -> String {
    let stated = model.settings.simulation.promotions
    guard !stated.isEmpty else { return "Simulated demand has promotions, which the plan does not heed." }
    let told = stated.prefix(mostPromotions).map { promotion in
      let item = promotion.item.map { id in model.items.first { $0.id == id }?.name ?? id }
      let location = promotion.location.map { id in model.locations.first { $0.id == id }?.name ?? id }
      let place = (item.map { " of “\($0)”" } ?? "") + (location.map { " at “\($0)”" } ?? "")
      let start =
        switch promotion.beginning {
        case .date(let date): "\(date)"
        case .period(let number): "\(model.settings.period.rawValue) \(format.number(Double(number)))"
        }
      return "demand\(place) × \(format.trimmed(promotion.factor)) for "
        + "\(format.count(promotion.periods, model.settings.period.rawValue)) from \(start) on"
    }
    let more = stated.count - told.count
    return "Promotions that the plan does not heed: " + told.joined(separator: "; ")
      + (more > 0 ? "; and \(format.number(Double(more))) more." : ".")
  }
}
