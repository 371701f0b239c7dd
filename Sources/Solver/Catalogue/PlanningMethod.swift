public import SupplyNetwork

/// A method that makes a stocking plan of one network: what `meio solve --method` picks.
public struct PlanningMethod: Sendable {
  /// What a method may be told beside the network.
  public struct Options: Sendable {
    /// Longest committed service time any stage may quote, in periods. `nil` = no bound.
    public var maximumServiceTime: Int?
    /// How far a search may go.
    public var limits: SearchLimits

    /// Options; those that a method has no use for do nothing.
    public init(maximumServiceTime: Int? = nil, limits: SearchLimits = SearchLimits()) {
      self.maximumServiceTime = maximumServiceTime
      self.limits = limits
    }
  }

  /// What it is.
  public let description: MethodDescription
  private let solve: @Sendable (StageNetwork, Options) throws(SolverError) -> ProvenPlan

  private init(
    _ description: MethodDescription,
    proving solve: @escaping @Sendable (StageNetwork, Options) throws(SolverError) -> ProvenPlan
  ) {
    self.description = description
    self.solve = solve
  }

  private init(
    _ description: MethodDescription,
    _ solve: @escaping @Sendable (StageNetwork) throws(SolverError) -> StockingPlan
  ) {
    self.init(
      description, proving: { (network, _) throws(SolverError) in ProvenPlan(plan: try solve(network)) })
  }

  /// The plan of a network, with its proof where the method gives one.
  ///
  /// Under stochastic service, stages with demand that state no backorder cost rate have the one that their service
  /// target takes (``StochasticService/statingBackorderCostRates(_:)``).
  ///
  /// - Throws: ``SolverError`` where the method does not take the network.
  public func plan(for network: StageNetwork, options: Options = Options()) throws(SolverError) -> ProvenPlan {
    guard description.model == .stochasticService else { return try solve(network, options) }
    for stage in network.stages {
      if stage.processingTimeSD > 0 {
        throw .unsupported(reason: "stage \(stage.id): stochastic service takes processing times that do not vary")
      }
      if !stage.mayHoldStock || stage.minimumStock > 0 || stage.maximumStock != nil || stage.shelfLife != nil {
        throw .unsupported(reason: "stage \(stage.id): stochastic service takes no limits on stock")
      }
      if stage.fixedBaseStock != nil {
        throw .unsupported(
          reason: "stage \(stage.id): stochastic service takes no base stocks that planners have fixed")
      }
    }
    guard let aim = FillRateAim(network) else { return try solve(network.statingBackorderCostRates(), options) }
    let takesAim =
      description == SerialStochasticService.description && aim.isSerial
      || description == AssemblyStochasticService.description
    return takesAim ? ProvenPlan(plan: aim.plan()) : try solve(aim.network, options)
  }

  /// The method of a name.
  public static func named(_ name: String) -> PlanningMethod? { all.first { $0.description.name == name } }

  /// All methods that plan a network: guaranteed service, then stochastic service by shape, exact ones first.
  public static let all: [PlanningMethod] = [
    PlanningMethod(
      GuaranteedService.forestDescription,
      proving: { (network, options) throws(SolverError) in
        try GuaranteedService.provenPlan(
          for: network, maximumServiceTime: options.maximumServiceTime, method: .forest)
      }),
    PlanningMethod(
      GuaranteedService.generalDescription,
      proving: { (network, options) throws(SolverError) in
        try GuaranteedService.provenPlan(
          for: network, maximumServiceTime: options.maximumServiceTime, limits: options.limits, method: .general)
      }),
    PlanningMethod(IndependentPlanner.description) { (network) throws(SolverError) in
      IndependentPlanner.plan(for: network)
    },
    PlanningMethod(SerialStochasticService.description, SerialStochasticService.optimalPlan),
    PlanningMethod(NewsvendorBounds.description, NewsvendorBounds.plan),
    PlanningMethod(CumulativeLeadTimeRule.description) { (network) throws(SolverError) in
      try CumulativeLeadTimeRule.plan(for: network)
    },
    PlanningMethod(AssemblyStochasticService.description, AssemblyStochasticService.optimalPlan),
    PlanningMethod(PoissonDistributionSystem.description) { (network) throws(SolverError) in
      try PoissonDistributionSystem.optimalPlan(for: network)
    },
    PlanningMethod(OneWarehouseRecursion.description, OneWarehouseRecursion.optimalPlan),
    PlanningMethod(TwoMomentApproximation.description, TwoMomentApproximation.plan),
    PlanningMethod(MetricApproximation.description, MetricApproximation.plan),
    PlanningMethod(FittedDistributionSystem.description, FittedDistributionSystem.plan),
    PlanningMethod(RecursiveOptimisation.description, RecursiveOptimisation.plan),
    PlanningMethod(DecompositionAggregation.description, DecompositionAggregation.plan),
    PlanningMethod(RestrictionDecomposition.description, RestrictionDecomposition.plan),
    PlanningMethod(SquareRootRule.description) { (network) throws(SolverError) in
      try SquareRootRule.plan(for: network)
    },
  ]
}
