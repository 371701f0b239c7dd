/// What a solver decides for one network, and what it proves about it: the hand-over to simulator and findings.
public struct StockingPlan: Sendable, Codable, Equatable {
  /// What is known of the plan.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// No feasible plan costs less.
    case optimal
    /// The plan can be carried out; a cheaper one may exist.
    case feasible
    /// No plan satisfies the bounds.
    case infeasible
  }

  /// The decisions for one stage.
  public struct StageDecision: Sendable, Codable, Equatable {
    /// SI: the stage is promised all its inputs this many periods after ordering.
    public var inboundServiceTime: Int
    /// S: the stage promises its customers delivery this many periods after their order.
    public var committedServiceTime: Int
    /// τ = SI + T + R − 1 − S, in periods: the demand interval that the base stock covers.
    public var netReplenishmentLeadTime: Int
    /// Base stock beyond the mean demand over τ, in units.
    public var safetyStock: Double
    /// Level that orders raise the stage's own inventory position to, in units.
    public var installationBaseStock: Double
    /// Level that orders raise the echelon inventory position to, in units.
    public var echelonBaseStock: Double
    /// Holding cost of the safety stock, in money per period.
    public var holdingCost: Double

    /// Makes a decision.
    public init(
      inboundServiceTime: Int = 0, committedServiceTime: Int = 0, netReplenishmentLeadTime: Int = 0,
      safetyStock: Double = 0, installationBaseStock: Double = 0, echelonBaseStock: Double = 0, holdingCost: Double = 0
    ) {
      self.inboundServiceTime = inboundServiceTime
      self.committedServiceTime = committedServiceTime
      self.netReplenishmentLeadTime = netReplenishmentLeadTime
      self.safetyStock = safetyStock
      self.installationBaseStock = installationBaseStock
      self.echelonBaseStock = echelonBaseStock
      self.holdingCost = holdingCost
    }
  }

  /// Name of the network.
  public var name: String
  /// Model in short (`gsm`, `independent`, `ssm`, `search`).
  public var model: String
  /// Method in words.
  public var method: String
  /// What is known of the plan.
  public var status: Status
  /// In money per period: the holding cost of all safety stock; under stochastic service, and where base stocks were
  /// searched for, the expected cost of stock and backorders.
  public var cost: Double
  /// No plan within the model's bounds costs less than this.
  public var lowerBound: Double
  /// One decision per stage, in the network's order. Empty where infeasible.
  public var stages: [StageDecision]
  /// Why no plan exists, where infeasible.
  public var reason: String?

  /// Makes a plan.
  public init(
    name: String, model: String, method: String, status: Status, cost: Double, lowerBound: Double,
    stages: [StageDecision], reason: String? = nil
  ) {
    self.name = name
    self.model = model
    self.method = method
    self.status = status
    self.cost = cost
    self.lowerBound = lowerBound
    self.stages = stages
    self.reason = reason
  }

  /// Relative distance of the cost from its lower bound.
  public var gap: Double { cost > 0 ? max(0, (cost - lowerBound) / cost) : 0 }
}
