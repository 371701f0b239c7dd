/// Everything `case.yaml` says, with every default in place.
public struct CaseSettings: Sendable, Codable, Equatable {
  /// The length of one period.
  public enum Period: String, Sendable, Codable, CaseIterable {
    case day, week

    /// Periods in a year: 365 or 52.
    public var perYear: Double { self == .day ? 365 : 52 }
    /// Days in a period: 1 or 7.
    public var days: Int { self == .day ? 1 : 7 }
  }

  /// How the distribution of demand is chosen.
  public enum DistributionChoice: String, Sendable, Codable, CaseIterable {
    /// By the pattern of each history (``DemandPattern``).
    case auto
    case normal, gamma, poisson
    case negativeBinomial = "negative_binomial"
    case empirical
  }

  /// Where the correlation between locations comes from.
  public enum Correlation: Sendable, Codable, Equatable {
    /// From the history of each item.
    case estimate
    /// One coefficient for all pairs of locations, in [0, 1].
    case fixed(Double)
  }

  /// What the optimised plan is compared with.
  public enum CurrentPolicy: String, Sendable, Codable, CaseIterable {
    /// The order-up-to levels in inventory.csv.
    case fromInventory = "from_inventory"
    /// Every location hedges alone.
    case independent
    /// Local min-max on the location's own outflow.
    case localMinMax = "local_min_max"
  }

  /// What happens to demand that stock cannot serve.
  public enum UnmetDemand: String, Sendable, Codable, CaseIterable {
    case backorder
    case lostSale = "lost_sale"
    /// Some consumers wait, the others leave (``Simulation/waitingShare``).
    case partial
  }

  /// The model that places the safety stock.
  public enum Model: String, Sendable, Codable, CaseIterable {
    case guaranteedService = "guaranteed_service"
    case stochasticService = "stochastic_service"
  }

  /// Service that applies where no rule of service.csv does.
  public struct Service: Sendable, Codable, Equatable {
    /// What the targets count.
    public var measure: ServiceTarget.Measure = .cycleServiceLevel
    /// Target where no class or rule says otherwise.
    public var standard: Double = 0.95
    /// Target by class.
    public var byClass: [Item.ValueClass: Double] = [.a: 0.98, .b: 0.95, .c: 0.90]
    /// Defaults: cycle service, 98 / 95 / 90 %.
    public init() {}
  }

  /// How demand is modelled.
  public struct Demand: Sendable, Codable, Equatable {
    /// How the distribution of each demand is chosen.
    public var distribution: DistributionChoice = .auto
    /// Where correlation between locations comes from.
    public var correlation: Correlation = .estimate
    /// Defaults: distribution by pattern, correlation estimated.
    public init() {}
  }

  /// How stock is optimised.
  public struct Optimization: Sendable, Codable, Equatable {
    /// The model that places the safety stock.
    public var model: Model = .guaranteedService
    /// Value that safety and cycle stock may have by the model, in money; it is spent on service. `nil` = as little as
    /// the service targets need.
    public var budget: Double?
    /// Longest committed service time any stage may quote, in periods. `nil` = no bound.
    public var maximumServiceTime: Int?
    /// Defaults: guaranteed service without limits.
    public init() {}
  }

  /// How plans are simulated.
  public struct Simulation: Sendable, Codable, Equatable {
    /// Measured periods of each replication.
    public var periods: Int = 365
    /// Periods played before measuring starts.
    public var warmUp: Int = 90
    /// Whether the warm-up is that of ``WarmUpRule``; ``warmUp`` then holds it once a model is built.
    public var isWarmUpByRule = false
    /// Independent repetitions.
    public var replications: Int = 30
    /// Seed of all random streams.
    public var seed: UInt64 = 1
    /// What happens to demand that stock cannot serve.
    public var unmetDemand: UnmetDemand = .backorder
    /// Share of the consumers who wait where the shelf is empty, in [0, 1], where unmet demand is partly lost: 0 loses
    /// all, 1 backorders all.
    public var waitingShare: Double = 0
    /// Delay of point-of-sale demand, in periods.
    public var posLatency: Int = 0
    /// What becomes of orders between stages that the supplier cannot fill.
    public var unfilledOrders: UnfilledOrders = .wait
    /// Whether demand that waits makes orders that are cancelled where a supplier is short: what waits is then never
    /// ordered further up, and a backlog may never be worked off.
    public var cancelsWhatWaits: Bool {
      unfilledOrders == .cancel && (unmetDemand == .backorder || unmetDemand == .partial && waitingShare > 0)
    }
    /// How suppliers share what is too little for all customers.
    public var allocation: AllocationRule = .proportional
    /// Times in which locations or lanes ship nothing.
    public var disruptions: [LocationDisruption] = []
    /// Fast ways to locations that run low.
    public var expediting: [LocationExpediting] = []
    /// Groups of locations that help each other out.
    public var transshipments: [LocationTransshipment] = []
    /// What demand is played.
    public var demand: PlayedDemand = .model
    /// Mean length of a block of resampled history, in periods. `nil` = ``RecordedDemand/standardBlock(periodCount:)``.
    public var blockPeriods: Double?
    /// Season of demand that is drawn, estimated from the history (``SeasonEstimate``).
    public var season: Season = .none
    /// Times out of the ordinary of demand that is drawn.
    public var promotions: [Promotion] = []
    /// Defaults: 365 periods after 90, 30 replications, seed 1, backorders.
    public init() {}
  }

  /// A time in which a location, or a lane, ships nothing.
  public struct LocationDisruption: Sendable, Codable, Equatable {
    /// Identifier of the location that ships nothing; empty = the outside supplier.
    public var from: String
    /// Identifier of the location that gets nothing. `nil` = every one.
    public var to: String?
    /// When and how long.
    public var disruption: Disruption

    /// Makes a disruption.
    public init(from: String, to: String? = nil, _ disruption: Disruption) {
      self.from = from
      self.to = to
      self.disruption = disruption
    }
  }

  /// Locations that help each other out (``Transshipment``), item by item.
  public struct LocationTransshipment: Sendable, Codable, Equatable {
    /// Who helps whom.
    public enum Peers: Sendable, Codable, Equatable {
      /// Locations, by identifier.
      case between([String])
      /// The locations of a tier, by its name, that have the same suppliers.
      case tier(String)
    }

    /// Who helps whom.
    public var peers: Peers
    /// Periods from asking to arrival.
    public var leadTime: Int
    /// Money per unit sent.
    public var costPerUnit: Double
    /// Periods of its mean demand that every peer keeps.
    public var reservePeriods: Double

    /// Makes a group.
    public init(_ peers: Peers, leadTime: Int = 0, costPerUnit: Double = 0, reservePeriods: Double = 0) {
      self.peers = peers
      self.leadTime = leadTime
      self.costPerUnit = costPerUnit
      self.reservePeriods = reservePeriods
    }
  }

  /// How the report looks.
  public struct Report: Sendable, Codable, Equatable {
    /// Paper of the PDF.
    public enum Page: String, Sendable, Codable, CaseIterable {
      case a4 = "A4"
      case letter = "Letter"
    }
    /// An organisation's own look.
    public struct Brand: Sendable, Codable, Equatable {
      /// What a colour may stand for: what is proposed, what is, what deserves attention, welcome and unwelcome changes.
      public static let roles = ["accent", "current", "highlight", "good", "bad"]
      /// Name on the cover and in the running head.
      public var name: String?
      /// A PNG file: a path inside the case folder.
      public var logo: String?
      /// Colours by role (``roles``), as `#RRGGBB`.
      public var colors: [String: String] = [:]
      /// No brand.
      public init() {}
    }
    /// Name of a built-in template, or of one in the templates folder.
    public var template: String = "executive"
    /// Formats to write: md, html, pdf, png, xlsx.
    public var formats: [String] = ["md", "html", "pdf", "png"]
    /// Paper of the PDF.
    public var page: Page = .a4
    /// Locale of numbers and dates.
    public var locale: String = "en_US"
    /// BCP 47 tag of the language that the templates are in. `nil` = English.
    public var language: String?
    /// An organisation's own look.
    public var brand: Brand = Brand()
    /// Whether it plays the stress scenarios (``Scenario/stresses``).
    public var includesStress = true
    /// Defaults: the executive template on A4.
    public init() {}
  }

  /// When the change starts and where.
  public struct Plan: Sendable, Codable, Equatable {
    /// First day of the change.
    public var start: CalendarDate?
    /// Identifier of the location that goes first. `nil` = the one with most to gain.
    public var pilot: String?
    /// Defaults: nothing decided.
    public init() {}
  }

  /// Title of the report.
  public var title: String = ""
  /// Whose network it is.
  public var organisation: String?
  /// Who reads the report.
  public var preparedFor: String?
  /// Data cut-off. `nil` = the last date of the history.
  public var asOf: CalendarDate?
  /// The length of one period.
  public var period: Period = .day
  /// ISO 4217 code.
  public var currency: String = "USD"
  /// Cost of carrying one unit of money in stock for a year, as a fraction.
  public var carryingRate: Double = 0.25
  /// Service where no rule of service.csv applies.
  public var service = Service()
  /// How demand is modelled.
  public var demand = Demand()
  /// How stock is optimised.
  public var optimization = Optimization()
  /// What the optimised plan is compared with.
  public var currentPolicy: CurrentPolicy = .fromInventory
  /// How plans are simulated.
  public var simulation = Simulation()
  /// How tiers order.
  public var replenishment = ReplenishmentSettings()
  /// What might be otherwise.
  public var scenarios: [Scenario] = []
  /// How the report looks.
  public var report = Report()
  /// When the change starts and where.
  public var plan = Plan()
  /// A sentence the case says about itself ("Synthetic data …"), shown on the cover and in the assumptions.
  public var notice: String?

  /// All defaults.
  public init() {}

  /// Holding cost rate h of a unit value, in money per unit per period: carrying rate × value ÷ periods per year.
  public func holdingCostRate(unitCost: Double, carryingRate override: Double? = nil) -> Double {
    (override ?? carryingRate) * unitCost / period.perYear
  }
}
