import Probability
import SupplyNetwork

/// The simulated current policy against measured stock and service, over the stages whose stock is measured.
struct BackTest {
  /// Deviation of the simulated from the measured stock up to which the policy counts as reproduced.
  static let tolerance = 0.1

  private let sums: Ledger.Sums
  private let byTier: [(tier: Int, sums: Ledger.Sums)]
  /// Measured and simulated fill rate of the customers' stages whose service is measured.
  private let fill: (measured: Double, simulated: Double)?
  /// Value or units above every target.
  private let excess: Double
  /// Simulated less measured stock, as a share of the measured one; `nil` where none is on hand.
  let deviation: Double?
  /// The same in percent.
  let change: String

  /// `nil` where no stock is measured.
  init?(_ context: FindingsContext) {
    let ledger = context.ledger
    guard context.knowsStock else { return nil }
    sums = ledger.sums { $0.isStockMeasured }
    byTier = context.tiers.map { tier in (tier, ledger.sums { $0.tier == tier && $0.isStockMeasured }) }
      .filter { $0.sums.stages > 0 }
    let roles = sums.currentRoles
    let position = Ledger.Roles.Role.excess.rawValue
    excess = ledger.hasValue ? roles.value[position] : roles.units[position]
    let onHand = context.current(sums)
    deviation = onHand > 0 ? context.simulated(sums) / onHand - 1 : nil
    change = Self.change(context, sums)
    var demand = 0.0
    var measured = 0.0
    var simulated = 0.0
    for line in ledger.lines where line.facesCustomers && line.isServiceMeasured {
      demand += line.meanDemand
      measured += line.meanDemand * line.currentFillRate
      simulated += line.meanDemand * context.study.networks[line.network].currentStages[line.stage].fillRate
    }
    let all = context.study.current.customerFillRate.mean
    fill = demand > 0 ? (measured / demand, ledger.serviceBasis == .measured ? all : simulated / demand) : nil
  }

  /// Whether the simulated stock is further from the measured one than the tolerance.
  var fails: Bool { abs(deviation ?? 0) > Self.tolerance }

  /// The deviation in percent.
  static func change(_ context: FindingsContext, _ sums: Ledger.Sums) -> String {
    context.format.change(from: context.current(sums), to: context.simulated(sums), shownIn: context.tableUnit)
  }

  func table(_ context: FindingsContext) -> FindingsTable {
    let format = context.format
    let unit = context.tableUnit
    let measured = reconciled(byTier.map { context.current($0.sums) }, total: context.current(sums), unit: unit)
    let simulated = reconciled(byTier.map { context.simulated($0.sums) }, total: context.simulated(sums), unit: unit)
    func row(
      _ name: String, _ sums: Ledger.Sums, measured: Double, simulated: Double, isTotal: Bool = false
    ) -> FindingsTable.Row {
      .init(
        [
          .init(name), .init(context.current(sums), format.number(measured)),
          .init(context.simulated(sums), format.number(simulated)), .init(Self.change(context, sums)),
        ], isTotal: isTotal)
    }
    let amount = context.ledger.hasValue ? context.settings.currency : "units"
    var rows = zip(byTier, zip(measured, simulated)).map { part, shown in
      row(
        "Stock, \(context.model.tiers[part.tier].name), \(amount)", part.sums, measured: shown.0, simulated: shown.1)
    }
    rows.append(
      row(
        "Stock, total, \(amount)", sums, measured: measured.reduce(0, +), simulated: simulated.reduce(0, +),
        isTotal: true))
    if let fill {
      let difference = fill.simulated.roundedTo(decimals: 3) - fill.measured.roundedTo(decimals: 3)
      rows.append(
        .init([
          .init("Customers' fill rate"), .init(fill.measured, format.percent(fill.measured)),
          .init(fill.simulated, format.percent(fill.simulated)), .init(format.points(difference)),
        ]))
    }
    return FindingsTable(
      id: "back-test", caption: "Back-test: \(context.currentPolicyName), measured against simulated",
      columns: [.init("Measure", numeric: false), .init("Measured"), .init("Simulated"), .init("Difference")],
      rows: rows,
      note: context.ledger.isMeasured
        ? nil : "Over the \(format.count(sums.stages, "stage")) whose stock is measured.")
  }

  func verdict(_ context: FindingsContext) -> String {
    let format = context.format
    guard let deviation else { return "No stock is on hand today: there is nothing to reproduce." }
    let service =
      fill.map { fill in
        let difference = fill.simulated.roundedTo(decimals: 3) - fill.measured.roundedTo(decimals: 3)
        let points = format.points(of: abs(difference))
        return abs(difference) < 0.0005
          ? "; the simulated fill rate is the measured one"
          : "; the simulated fill rate lies \(points) \(difference < 0 ? "below" : "above") the measured one"
      } ?? ""
    let outages =
      context.ledger.playsOutages
      ? " It plays \(KnownOutages(context).phrase.map { "the \($0)" } ?? "outages"), of which the measured stock knows "
        + "nothing." : ""
    if !fails {
      return "The simulation of today's policy reproduces the measured stock within "
        + "\(format.percent(Self.tolerance, decimals: 0)) (\(change))\(service).\(outages)"
    }
    let cause =
      excess > 0 && deviation < 0
      ? " \(context.stock(excess)) stands above every target, which the levels alone do not explain." : ""
    return
      "The simulation of today's policy does not reproduce the measured stock (\(change))\(service).\(outages)\(cause) "
      + (LikeForLike(context)?.leads == true
        ? "The summary therefore leads with the change like for like, and the grade of the data is lowered."
        : "The summary warns of it, and the grade of the data is lowered.")
  }
}
