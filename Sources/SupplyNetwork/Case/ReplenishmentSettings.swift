/// How the tiers of a network order, today and as proposed (`replenishment` of case.yaml).
public struct ReplenishmentSettings: Sendable, Codable, Equatable {
  /// How the stages of a tier order.
  public enum Logic: String, Sendable, Codable, CaseIterable {
    /// Each stage raises its own inventory position to its level: that of the plan, or today's.
    case baseStock = "base_stock"
    /// Each stage raises the inventory position of its echelon to the echelon base stock of the plan, or of today's levels.
    case echelonBaseStock = "echelon_base_stock"
    /// The same, but in an assembly no component is ordered beyond what the others have coming in time
    /// (``ReplenishmentPolicy/balancedEchelonBaseStock(_:)``).
    case balancedEchelonBaseStock = "balanced_echelon_base_stock"
    /// Minimum and maximum follow what the stage itself sees (``SmoothedMinMax``).
    case localMinMax = "local_min_max"
    /// An echelon order-up-to level follows demand at the points of sale (``EchelonReplenishment``).
    case pointOfSaleEchelon = "point_of_sale_echelon"
  }

  /// What a forecast is made from.
  public enum Signal: String, Sendable, Codable, CaseIterable {
    /// What customers inside the network order; sales at stages that serve external demand.
    case ordersReceived = "orders_received"
    /// What is shipped to customers inside the network; sales at stages that serve external demand.
    case quantitiesShipped = "quantities_shipped"
    /// What the points of sale sold: an empty shelf hides demand.
    case recordedSales = "recorded_sales"
    /// What the points of sale sold, put up where an empty shelf hid demand
    /// (``EchelonReplenishment/Signal/correctedSales``).
    case correctedSales = "corrected_sales"
    /// What consumers asked for, bought or not.
    case consumerDemand = "consumer_demand"
  }

  /// How one tier orders.
  public struct TierRule: Sendable, Codable, Equatable {
    /// By what logic.
    public var logic: Logic
    /// Weight of the latest period in a forecast, α, in [0, 1].
    public var smoothing: Double = 0.1
    /// Standard deviations of cover, k. `nil` = that of the service target, or what the plan's safety stock takes.
    public var safetyFactor: Double?
    /// Periods that the minimum, or the target, covers. `nil` = the stage's own lead time and review period, or what the
    /// plan covers.
    public var coverPeriods: Double?
    /// Periods of mean demand between minimum and maximum.
    public var orderPeriods: Double = 3
    /// What the forecast is made from. `nil` = orders received under local logic, recorded sales under the echelon's.
    public var signal: Signal?

    /// A rule with its defaults.
    public init(_ logic: Logic) { self.logic = logic }
  }

  /// Rules of today by name of tier; the others order by ``CaseSettings/currentPolicy``.
  public var current: [String: TierRule] = [:]
  /// Rules proposed by name of tier; the others raise their position to the level of the plan.
  public var proposed: [String: TierRule] = [:]
  /// Rule of today for tiers that are not named.
  public var currentStandard: TierRule?
  /// Rule proposed for tiers that are not named.
  public var proposedStandard: TierRule?

  /// Base stocks everywhere.
  public init() {}

  /// The rule proposed for a tier; `nil` = the levels of the plan.
  public func proposedRule(_ tier: String) -> TierRule? { proposed[tier] ?? proposedStandard }

  /// All rules that are stated, of today and proposed.
  public var statedRules: [TierRule] {
    [currentStandard, proposedStandard].compactMap(\.self) + current.values + proposed.values
  }

  /// Whether a tier is to order for its echelon, not for itself alone.
  public func ordersForEchelon(_ tier: String) -> Bool {
    switch proposedRule(tier)?.logic {
    case .echelonBaseStock, .balancedEchelonBaseStock, .pointOfSaleEchelon: true
    case .baseStock, .localMinMax, nil: false
    }
  }

  /// Whether any tier orders by demand at the points of sale, today or as proposed.
  public var hearsPointsOfSale: Bool { statedRules.contains { $0.logic == .pointOfSaleEchelon } }

  /// Whether anything but base stocks is asked for.
  public var isStated: Bool {
    !current.isEmpty || !proposed.isEmpty || currentStandard != nil || proposedStandard != nil
  }
}
