import SupplyNetwork

/// What became of a plan: whether stock went where it said, which levels stand, and whether service came true.
///
/// Stock counts at the unit costs of then, so that prices do not look like progress; locations and items that are not in
/// both runs are left out.
struct ReviewFollowUp {
  /// Stock by tier: measured then, planned then, measured now.
  var table: FindingsTable
  /// What it says, a sentence each.
  var sentences: [String]

  /// Share of the distance to the plan that counts as a move: a tenth.
  private static let least = 0.1

  /// Stock measured then, proposed then and measured now.
  private struct Triple {
    var then = 0.0
    var planned = 0.0
    var now = 0.0

    static func += (left: inout Triple, right: Triple) {
      left.then += right.then
      left.planned += right.planned
      left.now += right.now
    }
  }

  /// `nil` where either stock is not measured at every stage.
  init?(_ comparison: ReviewComparison, texts: ReviewTexts) {
    guard let results = comparison.then.results, results.isStockMeasured, comparison.now.model.measuresStock else {
      return nil
    }
    let model = comparison.then.model
    let locations = Self.locations(comparison, results)
    var tiers = [Triple](repeating: Triple(), count: model.tiers.count)
    var total = Triple()
    for (location, triple) in locations {
      tiers[model.locations[location].tier] += triple
      total += triple
    }
    let used = tiers.indices.filter { tier in locations.contains { model.locations[$0.location].tier == tier } }
    table = Self.table(used.map { (model.tiers[$0].name, tiers[$0]) }, total, results, texts)
    sentences =
      [
        Self.stock(total, results, texts), Self.moves(locations.map(\.triple), texts), Self.levels(comparison, texts),
        Self.service(comparison, results, texts),
      ].compactMap { $0 }
  }

  /// Stock of the locations that are in both runs.
  private static func locations(
    _ comparison: ReviewComparison, _ results: ReviewResults
  ) -> [(location: Int, triple: Triple)] {
    let (match, model) = (comparison.match, comparison.then.model)
    var now = [Double?](repeating: nil, count: model.locations.count)
    for case let location? in match.locations { now[location] = 0 }
    for (network, content) in match.now.networks.enumerated() {
      for index in content.stages.indices {
        guard let place = match.stages[network][index], let record = match.now.inventory[network][index] else {
          continue
        }
        let before = model.networks[place.network].stages[place.stage]
        let cost = results.hasValue ? model.items[before.item].unitCost ?? 0 : 1
        now[before.location]? += record.onHand * cost
      }
    }
    var holds = [Bool](repeating: false, count: model.locations.count)
    for stage in model.networks.lazy.flatMap(\.stages) { holds[stage.location] = true }
    return model.locations.indices.compactMap { location in
      guard let stock = now[location], holds[location] else { return nil }
      return (
        location,
        Triple(then: results.locationsToday[location], planned: results.locationsPlanned[location], now: stock)
      )
    }
  }

  private static func table(
    _ tiers: [(String, Triple)], _ total: Triple, _ results: ReviewResults, _ texts: ReviewTexts
  ) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = texts.format
    let unit = results.hasValue ? FindingsContext.moneyUnit(total.then) : 1
    func column(_ part: (Triple) -> Double) -> [Double] {
      reconciled(tiers.map { part($0.1) }, total: part(total), unit: unit) + [(part(total) / unit).rounded() * unit]
    }
    let (then, planned, now) = (column(\.then), column(\.planned), column(\.now))
    func text(_ value: Double) -> Cell {
      Cell(value, results.hasValue ? format.money(value) : format.units(value))
    }
    let rows = (tiers.map(\.0) + ["Total"]).enumerated().map { index, name in
      let way = planned[index] - then[index]
      let share = (now[index] - then[index]) / way
      return FindingsTable.Row(
        [
          Cell(name), text(then[index]), text(planned[index]), text(now[index]),
          way == 0 ? Cell(NumberFormat.none) : Cell(share, format.percent(share, decimals: 0)),
        ], isTotal: index == tiers.count)
    }
    return FindingsTable(
      id: "review-follow-up",
      caption: "Stock against the plan of \(texts.labels.then), \(results.hasValue ? texts.currency : "units")",
      columns: [
        .init("Tier", numeric: false), .init("Measured then"), .init("Planned then"), .init("Measured now"),
        .init("Way gone"),
      ], rows: rows,
      note: "Locations and items that are in both runs"
        + (results.hasValue ? ", at the unit costs of \(texts.labels.then)." : ".")
        + " Way gone: the part of the planned change that has been made; below 0, stock moved the other way.")
  }

  /// "Of the $2.11M by which stock was to fall, $1.20M has gone (57%)."
  private static func stock(_ total: Triple, _ results: ReviewResults, _ texts: ReviewTexts) -> String {
    let format = texts.format
    let scale =
      results.hasValue
      ? format.moneyScale(max(total.then, total.planned)) : NumberScale(counting: max(total.then, total.planned))
    func text(_ value: Double) -> String {
      results.hasValue ? format.shortMoney(value, on: scale) : format.scaled(value, on: scale) + " units"
    }
    let wanted = scale.shown(scale.shown(total.planned) - scale.shown(total.then))
    let moved = scale.shown(scale.shown(total.now) - scale.shown(total.then))
    guard wanted != 0 else { return "The plan of that review left stock as high as it was in all." }
    let direction = wanted < 0 ? "fall" : "rise"
    if moved == 0 { return "Stock was to \(direction) by \(text(abs(wanted))); it stands where it stood." }
    guard (moved < 0) == (wanted < 0) else {
      return "Stock was to \(direction) by \(text(abs(wanted))); it has \(moved < 0 ? "fallen" : "risen") by "
        + "\(text(abs(moved))) instead."
    }
    return "Stock was to \(direction) by \(text(abs(wanted))); it has \(moved < 0 ? "fallen" : "risen") by "
      + "\(text(abs(moved))) (\(format.percent(moved / wanted, decimals: 0)) of the way)."
  }

  /// "31 of 52 locations moved towards that plan, 12 away from it."
  private static func moves(_ locations: [Triple], _ texts: ReviewTexts) -> String? {
    guard !locations.isEmpty else { return nil }
    let format = texts.format
    func distance(_ triple: Triple) -> (then: Double, now: Double) {
      (abs(triple.then - triple.planned), abs(triple.now - triple.planned))
    }
    let towards = locations.count { distance($0).now < (1 - least) * distance($0).then }
    let away = locations.count { distance($0).now > (1 + least) * distance($0).then }
    let stayed = locations.count - towards - away
    func number(_ value: Int) -> String { format.number(Double(value)) }
    guard towards + away > 0 else {
      return "No location moved by a tenth of the distance to the stock that it planned."
    }
    return
      "\(towards == 0 ? "None" : number(towards)) of \(format.count(locations.count, "location")) came closer to the "
      + "stock planned"
      + [(away, "moved away"), (stayed, "stayed about as far from it")].filter { $0.0 > 0 }
      .map { ", \(number($0.0)) \($0.1)" }.joined() + "; a tenth of the distance counts as a move."
  }

  /// "412 of the 1,200 order-up-to levels that it changed stand in inventory.csv now."
  private static func levels(_ comparison: ReviewComparison, _ texts: ReviewTexts) -> String? {
    let (match, model) = (comparison.match, comparison.then.model)
    var (changed, adopted) = (0, 0)
    for (network, content) in match.now.networks.enumerated() {
      for index in content.stages.indices {
        guard let place = match.stages[network][index],
          let before = model.inventory[place.network][place.stage]?.orderUpTo,
          let level = match.now.inventory[network][index]?.orderUpTo
        else { continue }
        let proposed = comparison.bridge.levelsBefore[place.network][place.stage]
        guard abs(proposed - before) >= 1 else { continue }
        changed += 1
        if abs(level - proposed) < 1 { adopted += 1 }
      }
    }
    guard changed > 0 else { return nil }
    let format = texts.format
    return changed == 1
      ? "The one order-up-to level that it changed \(adopted == 1 ? "stands" : "does not stand") in inventory.csv now."
      : "\(adopted == 0 ? "None" : format.number(Double(adopted))) of the \(format.number(Double(changed))) order-up-to "
        + "levels that it changed \(adopted == 1 ? "stands" : "stand") in inventory.csv now."
  }

  /// What service was expected, and what is measured now.
  private static func service(
    _ comparison: ReviewComparison, _ results: ReviewResults, _ texts: ReviewTexts
  ) -> String? {
    let format = texts.format
    let expected = format.percent(results.fillRate.optimised)
    guard let now = comparison.now.results else { return nil }
    guard now.isServiceMeasured else {
      return
        "Customers' fill rate under that plan was expected to be \(expected); what it is now is not measured: supply "
        + "fill_rate in inventory.csv."
    }
    return "Customers' fill rate under that plan was expected to be \(expected); measured now: "
      + "\(format.percent(now.fillRate.current))."
  }
}
