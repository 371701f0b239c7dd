/// A named change of a case (`scenarios` of case.yaml): what might be otherwise, or what might be decided otherwise.
///
/// Names of locations, items, tiers and regions are those of the input files. What names nothing changes nothing; reading
/// a case folder tells it.
public struct Scenario: Sendable, Codable, Equatable {
  /// What it is called.
  public var name: String
  /// What it is about, in a sentence.
  public var description: String?
  /// Changes of demand, one after the other.
  public var demand: [DemandChange] = []
  /// Changes of the lead times of lanes, one after the other.
  public var leadTimes: [LeadTimeChange] = []
  /// Changes of the review periods of lanes, one after the other.
  public var reviewPeriods: [ReviewPeriodChange] = []
  /// Changes of unit costs, one after the other.
  public var unitCosts: [UnitCostChange] = []
  /// Another carrying rate of the case, as a fraction of value a year; items keep rates of their own.
  public var carryingRate: Double?
  /// Changes of what is promised, one after the other.
  public var service: [ServiceChange] = []
  /// Another way of planning.
  public var optimization = OptimizationChange()
  /// Something else for today's policy.
  public var currentPolicy: CaseSettings.CurrentPolicy?
  /// Identifiers of locations that exist no more: nothing comes or goes, and demand there is gone.
  public var closed: [String] = []
  /// Times in which a supplier ships nothing; simulations heed them, plans do not.
  public var outages: [Outage] = []

  /// A scenario that changes nothing yet.
  public init(_ name: String, description: String? = nil) {
    self.name = name
    self.description = description
  }

  /// Whether goods move differently, whatever is planned. Else only aims, rules or what things cost change.
  public var changesTheWorld: Bool {
    demand.contains { $0.factor != 1 || $0.variabilityFactor != 1 || $0.correlation != nil } || !leadTimes.isEmpty
      || !reviewPeriods.isEmpty || !closed.isEmpty || !outages.isEmpty
  }

  /// Where a change applies: everywhere but for what is named, all of which must be so.
  public struct Scope: Sendable, Codable, Equatable {
    /// Name of a tier.
    public var tier: String?
    /// Identifier of a location; of a lane, the one that receives.
    public var location: String?
    /// A region.
    public var region: String?
    /// Identifier of an item.
    public var item: String?
    /// Class of an item.
    public var valueClass: Item.ValueClass?

    /// Makes a scope; everywhere by default.
    public init(
      tier: String? = nil, location: String? = nil, region: String? = nil, item: String? = nil,
      valueClass: Item.ValueClass? = nil
    ) {
      self.tier = tier
      self.location = location
      self.region = region
      self.item = item
      self.valueClass = valueClass
    }

    /// Whether it is every location.
    public var isEveryLocation: Bool { tier == nil && location == nil && region == nil }
    /// Whether it is every item.
    public var isEveryItem: Bool { item == nil && valueClass == nil }
  }

  /// More or other demand.
  public struct DemandChange: Sendable, Codable, Equatable {
    /// What mean demand is multiplied by (``DemandDistribution/scaled(by:)``).
    public var factor: Double
    /// What the standard deviation is multiplied by beyond that.
    public var variabilityFactor: Double
    /// Correlation between locations, in [0, 1]. `nil` = as it is. It is one for all locations of an item.
    public var correlation: Double?
    /// Where.
    public var scope: Scope

    /// Makes a change.
    public init(
      factor: Double = 1, variabilityFactor: Double = 1, correlation: Double? = nil, scope: Scope = Scope()
    ) {
      self.factor = factor
      self.variabilityFactor = variabilityFactor
      self.correlation = correlation
      self.scope = scope
    }
  }

  /// Longer or shorter lead times.
  public struct LeadTimeChange: Sendable, Codable, Equatable {
    /// The supplier of a lane.
    public enum Supplier: Sendable, Codable, Equatable {
      /// Any.
      case any
      /// The outside supplier.
      case outside
      /// A location, by identifier.
      case location(String)
    }

    /// What lead times, and their standard deviations, are multiplied by.
    public var factor: Double
    /// Periods added after that; negative = taken away.
    public var addedPeriods: Double
    /// Which lanes, by their supplier.
    public var from: Supplier
    /// Which lanes, by what they bring and where.
    public var scope: Scope

    /// Makes a change.
    public init(factor: Double = 1, addedPeriods: Double = 0, from: Supplier = .any, scope: Scope = Scope()) {
      self.factor = factor
      self.addedPeriods = addedPeriods
      self.from = from
      self.scope = scope
    }

    /// A lead time after the change, in whole periods: a longer one rounded up, a shorter one down, and never below 0.
    public func changed(_ time: Int) -> Int {
      let wanted = Double(time) * factor + addedPeriods
      // A product that is whole but for its rounding is whole.
      let whole = wanted >= Double(time) ? (wanted - 1e-9).rounded(.up) : (wanted + 1e-9).rounded(.down)
      return Int(min(max(0, whole), 1e6))
    }
  }

  /// Orders at other intervals.
  public struct ReviewPeriodChange: Sendable, Codable, Equatable {
    /// Periods between two orders, at least 1.
    public var periods: Int
    /// Which lanes, by their supplier.
    public var from: LeadTimeChange.Supplier
    /// Which lanes, by what they bring and where.
    public var scope: Scope

    /// Makes a change.
    public init(periods: Int, from: LeadTimeChange.Supplier = .any, scope: Scope = Scope()) {
      self.periods = periods
      self.from = from
      self.scope = scope
    }
  }

  /// Dearer or cheaper items.
  public struct UnitCostChange: Sendable, Codable, Equatable {
    /// What unit costs are multiplied by.
    public var factor: Double
    /// Which items; locations do not matter.
    public var scope: Scope

    /// Makes a change.
    public init(factor: Double, scope: Scope = Scope()) {
      self.factor = factor
      self.scope = scope
    }
  }

  /// Other promises.
  public struct ServiceChange: Sendable, Codable, Equatable {
    /// What targets of the case count. `nil` = as it is.
    public var measure: ServiceTarget.Measure?
    /// Target where no class or line of service.csv says otherwise. `nil` = as it is.
    public var standard: Double?
    /// Targets by class where no line of service.csv says otherwise; classes that are not named stay.
    public var byClass: [Item.ValueClass: Double] = [:]
    /// The target of all in the scope, whatever the case and service.csv say.
    public var target: Double?
    /// What the distance of each target in the scope from 100 % is multiplied by, in the case and in service.csv.
    public var gapFactor: Double?
    /// Where target and gap factor apply.
    public var scope = Scope()

    /// Changes nothing yet.
    public init() {}
  }

  /// A limit that is set, or lifted.
  public enum Limit<Value: Sendable & Codable & Equatable>: Sendable, Codable, Equatable {
    /// There is none.
    case none
    /// There is this one.
    case at(Value)

    /// The limit; `nil` = none.
    public var value: Value? {
      switch self {
      case .none: nil
      case .at(let value): value
      }
    }
  }

  /// Another way of planning.
  public struct OptimizationChange: Sendable, Codable, Equatable {
    /// The model. `nil` = as it is.
    public var model: CaseSettings.Model?
    /// The budget. `nil` = as it is.
    public var budget: Limit<Double>?
    /// The longest committed service time, in periods. `nil` = as it is.
    public var maximumServiceTime: Limit<Int>?

    /// Changes nothing yet.
    public init() {}
  }

  /// A time in which a supplier ships nothing.
  public struct Outage: Sendable, Codable, Equatable {
    /// Identifier of the supplier. `nil` = the outside supplier.
    public var supplier: String?
    /// Identifier of the location that gets nothing. `nil` = all: those that only the outside supplier serves, or every
    /// customer of a location.
    public var to: String?
    /// First period, counted from the start of a run. `nil` = the first one measured.
    public var start: Int?
    /// How long, in periods. `nil` = the longest replenishment lead time of what the supplier serves: lead time and
    /// review period, less one.
    public var periods: Int?

    /// Makes an outage.
    public init(supplier: String? = nil, to: String? = nil, start: Int? = nil, periods: Int? = nil) {
      self.supplier = supplier
      self.to = to
      self.start = start
      self.periods = periods
    }
  }
}

extension Scenario {
  /// Every service target halves its distance to 100 %, so that about every class is served like the one above it.
  public static let stretch: Scenario = {
    var scenario = Scenario("stretch", description: "Every service target halves its distance to 100%")
    var change = ServiceChange()
    change.gapFactor = 0.5
    scenario.service = [change]
    return scenario
  }()

  /// Mean demand is 20 % higher.
  public static let demandUp: Scenario = {
    var scenario = Scenario("demand-up", description: "Mean demand is 20% higher everywhere")
    scenario.demand = [DemandChange(factor: 1.2)]
    return scenario
  }()

  /// All lead times are half as long again.
  public static let leadTimeUp: Scenario = {
    var scenario = Scenario("lead-time-up", description: "Every lead time is 50% longer, rounded up to whole periods")
    scenario.leadTimes = [LeadTimeChange(factor: 1.5)]
    return scenario
  }()

  /// The outside supplier ships nothing to the top of the network for the longest replenishment lead time there.
  public static let supplierOut: Scenario = {
    var scenario = Scenario(
      "supplier-out",
      description: "Outside supply of the top tier ships nothing for its longest replenishment lead time")
    scenario.outages = [Outage()]
    return scenario
  }()

  /// Built-in scenarios in which the world is harder than planned for.
  public static let stresses = [demandUp, leadTimeUp, supplierOut]
  /// Built-in scenarios that are changes of a case.
  public static let builtIn = [stretch] + stresses
  /// Names of the plans that reports hold against each other beside the scenarios.
  public static let planNames = ["do-nothing", "same-service", "same-inventory"]

  /// Whether a name is that of a built-in scenario or plan, on the command line or in reports, however it is spaced and
  /// punctuated.
  public static func isReserved(_ name: String) -> Bool {
    func folded(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let own = folded(name)
    let outage = folded(supplierOut.name)
    let shown = ShownName.allCases.map { $0.text { "\(Int(($0 * 100).rounded()))%" } }
    return (builtIn.map(\.name) + planNames + shown).contains { folded($0) == own }
      || own.hasPrefix(outage) && own.dropFirst(outage.count).first?.isNumber == true
  }

  /// The scenario of a name among those of a case and the built-in ones.
  public static func named(_ name: String, in settings: CaseSettings) -> Scenario? {
    (settings.scenarios + builtIn).first { $0.name == name }
      ?? (settings.scenarios + builtIn).first { $0.name.lowercased() == name.lowercased() }
  }
}
