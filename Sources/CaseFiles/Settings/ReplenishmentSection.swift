import SupplyNetwork

/// `replenishment` of `case.yaml`: rules by tier, today's and those proposed.
enum ReplenishmentSection {
  /// The word for all tiers that are not named.
  static let others = "all"

  /// What each logic listens to.
  private static let localSignals: [ReplenishmentSettings.Signal] = [.ordersReceived, .quantitiesShipped]
  private static let echelonSignals: [ReplenishmentSettings.Signal] = [
    .recordedSales, .correctedSales, .consumerDemand,
  ]

  /// Reads both plans of rules.
  static func read(_ section: YAMLSection, _ log: inout IssueLog) -> ReplenishmentSettings {
    var section = section
    var settings = ReplenishmentSettings()
    if let current = section.section("current", &log) {
      (settings.current, settings.currentStandard) = rules(current, &log)
    }
    if let proposed = section.section("proposed", &log) {
      (settings.proposed, settings.proposedStandard) = rules(proposed, &log)
    }
    section.reportUnknownKeys(&log)
    return settings
  }

  /// Where the first rule of each tier stands.
  static func places(_ section: YAMLSection) -> [String: Issue.Place] {
    var section = section
    var quiet = IssueLog()
    var places: [String: Issue.Place] = [:]
    for plan in ["current", "proposed"] {
      guard let rules = section.section(plan, &quiet) else { continue }
      for name in rules.keys where places[name] == nil { places[name] = rules.place(of: name) }
    }
    return places
  }

  private static func rules(
    _ section: YAMLSection, _ log: inout IssueLog
  ) -> (named: [String: ReplenishmentSettings.TierRule], others: ReplenishmentSettings.TierRule?) {
    var section = section
    var named: [String: ReplenishmentSettings.TierRule] = [:]
    for name in section.keys {
      guard let entry = section.section(name, &log), let rule = rule(entry, &log) else { continue }
      named[name] = rule
    }
    let standard = named.removeValue(forKey: others)
    return (named, standard)
  }

  private static func rule(_ section: YAMLSection, _ log: inout IssueLog) -> ReplenishmentSettings.TierRule? {
    var section = section
    let logic = section.choice("policy", of: ReplenishmentSettings.Logic.self, &log)
    var rule = ReplenishmentSettings.TierRule(logic ?? .baseStock)
    rule.smoothing = section.number("smoothing", .fraction, &log) ?? rule.smoothing
    rule.safetyFactor = section.number("safety_factor", .nonNegative, &log)
    rule.coverPeriods = section.number("cover_periods", .positive, &log)
    rule.orderPeriods = section.number("order_periods", .nonNegative, &log) ?? rule.orderPeriods
    rule.signal = section.choice("signal", of: ReplenishmentSettings.Signal.self, &log)
    section.reportUnknownKeys(&log)
    guard let logic else {
      if !section.hasStated("policy") {
        section.note(
          .error, "missing-value", "policy",
          "no policy; expected one of \(ReplenishmentSettings.Logic.allCases.map(\.rawValue).joined(separator: ", "))",
          &log)
      }
      return nil
    }
    let heard: [ReplenishmentSettings.Signal] =
      switch logic {
      case .localMinMax: localSignals
      case .pointOfSaleEchelon: echelonSignals
      case .baseStock, .echelonBaseStock, .balancedEchelonBaseStock: []
      }
    if let signal = rule.signal, !heard.contains(signal) {
      section.note(
        .error, "unknown-word", "signal", "\(logic.rawValue) makes no forecast from \(signal.rawValue)",
        hint: heard.isEmpty
          ? "leave it out: no forecast is made" : "use \(heard.map(\.rawValue).joined(separator: " or "))", &log)
    }
    return rule
  }
}
