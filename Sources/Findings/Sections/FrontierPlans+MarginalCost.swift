import Solver
import SupplyNetwork

extension FrontierPlans {
  /// Costs whose ratio is larger than this are told on a logarithmic axis.
  private static let widestLinearRatio = 20.0

  /// What the next tenth of a point of service costs along the frontiers, as far as these are drawn.
  var marginalCostFigure: MarginalCostFigure? {
    guard let nextTenth = proposal.nextTenthCost, nextTenth > 0 else { return nil }
    let range = range
    let lines = Self.names.compactMap {
      floors, name -> MarginalCostFigure.Line? in
      // Where levels are whole, some plans serve the next tenth too: what costs nothing is left out.
      let points = study.points(floors).filter {
        $0.service >= range.service && $0.stock * factor <= range.stock && ($0.nextTenthCost ?? 0) > 0
      }
      guard points.count > 2 else { return nil }
      return MarginalCostFigure.Line(
        name: name, keepsTargets: floors == .targets, service: points.map(\.service),
        cost: points.map { ($0.nextTenthCost ?? 0) * factor })
    }
    guard lines.contains(where: \.keepsTargets) else { return nil }
    let costs = lines.flatMap(\.cost) + [nextTenth * factor]
    let isLogarithmic = (costs.max() ?? 1) > Self.widestLinearRatio * (costs.min() ?? 1)
    /// As on the axis, which is in the thousands or millions of its largest cost.
    func figure(_ cost: Double) -> String { context.format.shortMoney(cost * factor, among: costs.max() ?? 0) }
    let price = figure(nextTenth)
    let dearer = further.last.flatMap { last in last.point.nextTenthCost.map { (last.service, $0) } }
    let step = context.format.points(of: 0.001)
    let title =
      "The next \(step) of service costs \(price) at the proposal"
      + (dearer.map { ", \(figure($0.1)) at \(context.format.percent($0.0))" } ?? "")
    let money = study.measure == .holdingCost ? "\(context.currency) a year" : context.settings.currency
    return MarginalCostFigure(
      heading: FigureHeading(
        id: "marginal-cost", title: title,
        subtitle: "\(study.measure == .holdingCost ? "Holding cost" : "Stock") that \(step) more takes, against "
          + "\(ServiceWording(context).title.lowercased()) of customers; modelled. \(Self.lineNote)",
        source: "The cheapest plan that serves \(step) more, less that of the point; best levels in whole units",
        alternativeText: "Cost of the next \(step) against service. \(title). "
          + (further.isEmpty ? "" : "It rises along the frontier: ")
          + further.compactMap { service, point in
            point.nextTenthCost.map { "\(figure($0)) at \(context.format.percent(service))" }
          }.joined(separator: ", ")),
      serviceTitle: ServiceWording(context).title, costTitle: "Next \(step), \(money)", isLogarithmic: isLogarithmic,
      lines: lines, proposalService: proposal.service, proposalCost: nextTenth * factor,
      proposalText: "Proposal: \(price)")
  }
}
