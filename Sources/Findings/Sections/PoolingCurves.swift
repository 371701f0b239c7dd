import Probability
import Solver
import SupplyNetwork

/// Safety stock of the first n locations, hedged apart and together, for n = 1, 2, …
///
/// Locations come in order of demand, largest first. Both sides cover the lead time of the network's outside supply:
/// Σ z σ √L apart, z √((1 − ρ) Σ σ² + ρ (Σ σ)²) √L together (Eppen 1979, doi:10.1287/mnsc.25.5.498).
struct PoolingCurves {
  /// Numbers of locations.
  var counts: [Int]
  /// Apart, in the measure of stock.
  var separate: [Double]
  /// Together, at correlation 0, as measured, and 1.
  var pooled: [[Double]]

  /// `nil` where fewer than two locations face customers.
  init?(_ context: FindingsContext) {
    let model = context.model
    var volume = [Double](repeating: 0, count: model.locations.count)
    for line in context.ledger.lines where line.facesCustomers {
      volume[line.location] += line.meanDemand * (context.ledger.hasValue ? line.unitCost : 1)
    }
    let order = model.locations.indices.filter { volume[$0] > 0 }.sorted { (volume[$0], $1) > (volume[$1], $0) }
    guard order.count >= 2 else { return nil }
    var rank = [Int?](repeating: nil, count: model.locations.count)
    for (position, location) in order.enumerated() { rank[location] = position }
    var separate = [Double](repeating: 0, count: order.count)
    var pooled = [[Double]](repeating: separate, count: 3)
    for network in model.networks {
      var deviations = [Double](repeating: 0, count: order.count)
      for stage in network.stages {
        guard let demand = stage.demand, let position = rank[stage.location] else { continue }
        deviations[position] += demand.sd
      }
      let sources = network.stages.indices.filter { network.isSource($0) }
      guard let top = sources.max(by: { network.meanDemand[$0] < network.meanDemand[$1] }) else { continue }
      let stage = network.stages[top]
      let scale =
        PoolingGroup.safetyFactor(stage.service)
        * Double(stage.externalInboundServiceTime + stage.processingTime + stage.reviewPeriod - 1).squareRoot()
        * (context.ledger.hasValue ? model.unitCost(of: stage) ?? 0 : 1)
      var together = PooledDeviation()
      for position in order.indices {
        together.add(deviations[position])
        separate[position] += scale * together.sum
        for (index, correlation) in [0, network.correlation, 1].enumerated() {
          pooled[index][position] += scale * together.value(at: correlation)
        }
      }
    }
    guard let last = separate.last, last > 0 else { return nil }
    counts = Array(1...order.count)
    self.separate = separate
    self.pooled = pooled
  }

  /// Curves at correlation 0, as measured and 1, by their index in ``pooled``; where the measured correlation reads as
  /// one of the others, it is that one.
  private func shown(_ context: FindingsContext, _ correlation: Double) -> [(index: Int, name: String, role: String)] {
    switch correlation.roundedTo(decimals: 2) {
    case ...0: return [(1, "ρ = 0 (as it is)", "focus"), (2, "ρ = 1", "current")]
    case 1...: return [(0, "ρ = 0", "reference"), (1, "ρ = 1 (as it is)", "focus")]
    default:
      let measured = "ρ = \(context.format.number(correlation, decimals: 2)) (as it is)"
      return [(0, "ρ = 0", "reference"), (1, measured, "focus"), (2, "ρ = 1", "current")]
    }
  }

  /// What the locations of the curves are: the names of their tiers ("Stores").
  private func scope(_ context: FindingsContext) -> String {
    let tiers = Set(context.ledger.lines.lazy.filter(\.facesCustomers).map(\.tier))
    let names = tiers.sorted().map { context.model.tiers[$0].name }
    return names.count > 2 ? "Locations that face customers" : names.joined(separator: " and ")
  }

  private var x: [Double] { counts.map(Double.init) }

  func stockFigure(_ context: FindingsContext, correlation: Double) -> CurveFigure {
    let count = counts.count
    let locations = context.format.units(count)
    let saved = 1 - pooled[1][count - 1] / separate[count - 1]
    let title =
      saved < 0.005
      ? "Pooling the \(locations) locations of customers saves no safety stock: their demand moves together"
      : "Pooling the \(locations) locations of customers saves \(context.format.percent(saved, decimals: 0)) of their safety stock"
    return CurveFigure(
      heading: FigureHeading(
        id: "risk-pooling-stock", title: title,
        subtitle:
          "\(scope(context)) only: safety stock over the outside lead time, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"); ρ: correlation of their demand",
        source:
          "z·σ·√L (normal; plans use fitted quantiles), each item's own correlation, locations in order of demand",
        alternativeText: "Safety stock against the number of locations. For \(locations): apart "
          + "\(context.stock(separate[count - 1])); together at correlation 0 \(context.stock(pooled[0][count - 1])), "
          + "as it is \(context.stock(pooled[1][count - 1])), at 1 \(context.stock(pooled[2][count - 1]))."),
      xTitle: "Locations hedged together", yTitle: "Safety stock", yUnit: context.ledger.hasValue ? "money" : "units",
      curves: shown(context, correlation).reversed().map { curve in
        // At correlation 1, together is as apart.
        curve.name.hasPrefix("ρ = 1")
          ? .init(name: "Apart, or \(curve.name)", role: curve.role, x: x, y: separate)
          : .init(name: curve.name, role: curve.role, x: x, y: pooled[curve.index])
      })
  }

  func reductionFigure(_ context: FindingsContext, correlation: Double) -> CurveFigure {
    let reductions = pooled.map { line in zip(line, separate).map { $1 > 0 ? 1 - $0 / $1 : 0 } }
    let all = reductions[1].last ?? 0
    let half = reductions[1].firstIndex { $0 >= 0.5 * all } ?? 0
    let title =
      all < 0.005
      ? "Fully correlated demand leaves nothing to pool"
      : "Of \(context.format.units(counts.count)) locations the first \(context.format.units(counts[half])) bring "
        + "\(counts[half] == counts.count ? "all" : "half") of the effect"
    return CurveFigure(
      heading: FigureHeading(
        id: "risk-pooling-reduction", title: title,
        subtitle: "\(scope(context)) only: reduction of safety stock against hedging apart, %; ρ: correlation of their "
          + "demand",
        source:
          "z·σ·√L (normal; plans use fitted quantiles), each item's own correlation, locations in order of demand",
        alternativeText: "Reduction against the number of locations. For \(context.format.units(counts.count)): "
          + "\(context.format.percent(reductions[0].last ?? 0)) at correlation 0, "
          + "\(context.format.percent(reductions[1].last ?? 0)) as it is."),
      xTitle: "Locations hedged together", yTitle: "Reduction", yUnit: "percent",
      curves: shown(context, correlation).map { .init(name: $0.name, role: $0.role, x: x, y: reductions[$0.index]) })
  }
}
