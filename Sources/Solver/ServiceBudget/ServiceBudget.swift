/// The best service for a budget, the least cost for a service, and the whole frontier of both.
///
/// Stages that serve customers share a budget and nothing else, so that the problem separates: with a price λ common to
/// all, each finds its own level (Everett 1963, doi:10.1287/opre.11.3.399). Where levels are continuous the
/// Karush–Kuhn–Tucker conditions say that every stage above its floor gains the same λ of weighted service per money; where
/// they are whole, marginal analysis buys unit by unit what gains the most (Fox 1966, doi:10.1287/mnsc.13.3.210).
public enum ServiceBudget {
  /// The efficient frontier of some curves, in one pass.
  ///
  /// - Parameters:
  ///   - curves: the stages that serve customers; their weights need not add up to 1.
  ///   - fixedCost: what else counts against the budget and is not to be decided, in money.
  ///   - fixedInventory: its inventory, at the curves' inventory rates.
  ///   - pointCount: most points, at least 1; they lie about evenly on the curve.
  ///   - highestService: the demand-weighted service at which the frontier ends, below 1; plans may go beyond it.
  /// - Throws: ``SolverError/invalid(reason:)`` for a curve that makes no sense, or where none has demand.
  ///
  /// Complexity: O(curves × points) closed forms for cycle service of normal demand and, nearly, O(units) additions for
  /// whole-number demand; two to four evaluations of the distribution per curve and point otherwise.
  public static func frontier(
    of curves: [ServiceCurve], fixedCost: Double = 0, fixedInventory: Double = 0, pointCount: Int = 50,
    highestService: Double = 0.9999
  ) throws(SolverError) -> ServiceFrontier {
    guard pointCount >= 1 else { throw .invalid(reason: "a frontier of \(pointCount) points") }
    guard highestService > 0, highestService < 1 else {
      throw .invalid(reason: "the highest service of a frontier is a fraction below 1, not \(highestService)")
    }
    let set = try CurveSet(curves, held: CurveSet.Totals(cost: fixedCost, inventory: fixedInventory))
    return ServiceFrontier(set, pointCount: pointCount, highestService: highestService)
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "service-budget", model: .serviceBudget,
      summary: "the most service for every budget, by one price for all stages and whole units by marginal analysis",
      topologies: [.acyclic], demand: "normal, gamma, Poisson, negative binomial, deterministic",
      guarantee: .boundedGap,
      source: "Fox 1966, doi:10.1287/mnsc.13.3.210; Everett 1963, doi:10.1287/opre.11.3.399")
  }
}
