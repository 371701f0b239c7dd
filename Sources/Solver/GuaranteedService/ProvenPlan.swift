public import SupplyNetwork

/// A plan with the proof that none costs less.
public struct ProvenPlan: Sendable {
  /// The plan.
  public var plan: StockingPlan
  /// The proof, where branch and bound made the plan and was finished; the verifier checks it.
  public var certificate: PlacementCertificate?

  /// A plan, with its proof if it has one.
  public init(plan: StockingPlan, certificate: PlacementCertificate? = nil) {
    self.plan = plan
    self.certificate = certificate
  }
}
