extension Scenario {
  /// What reports call the built-in scenarios and the plans beside them: no scenario of a case may have such a name.
  public enum ShownName: CaseIterable, Sendable {
    /// What is proposed.
    case proposal
    /// Today's levels stay.
    case doNothing
    /// Every location orders by its own outflow.
    case localMinMax
    /// Every location hedges on its own.
    case independent
    /// The least stock that serves as much as today's levels.
    case sameService
    /// The best service that the stock of today's levels gives.
    case sameInventory
    /// ``Scenario/stretch``.
    case stretch
    /// ``Scenario/demandUp``.
    case demandUp
    /// ``Scenario/leadTimeUp``.
    case leadTimeUp
    /// ``Scenario/supplierOut``; its length follows.
    case supplierOut

    /// The name.
    ///
    /// - Parameter percent: writes a fraction as a percentage, as the locale does.
    public func text(_ percent: (Double) -> String) -> String {
      switch self {
      case .proposal: "Proposal"
      case .doNothing: "Do nothing"
      case .localMinMax: "Local min-max"
      case .independent: "Independent plan"
      case .sameService: "Service of today's levels, least stock"
      case .sameInventory: "Stock of today's levels, best service"
      case .stretch: "Stretched targets"
      case .demandUp: "Demand +\(percent(0.2))"
      case .leadTimeUp: "Lead times +\(percent(0.5))"
      case .supplierOut: "Supplier out"
      }
    }
  }
}
