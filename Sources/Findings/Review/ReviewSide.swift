public import SupplyNetwork

/// One of two runs that are compared.
public struct ReviewSide: Sendable {
  /// Last day that its data know of.
  public var dataCutOff: CalendarDate?
  /// Hash of its inputs, options and version; `nil` where nothing was run.
  public var runID: String?
  /// Version of the program that planned it.
  public var toolVersion: String
  /// What it was planned for.
  public var model: NetworkModel
  /// ISO 4217 code of all amounts; empty where none is known.
  public var currency: String
  /// What it found; `nil` where it was not simulated.
  public var results: ReviewResults?

  /// A run as it was recorded.
  ///
  /// - Throws: ``ReviewError`` where the record was damaged.
  public init(_ record: ReviewRecord) throws(ReviewError) {
    dataCutOff = record.key.dataCutOff
    runID = record.key.runID
    toolVersion = record.toolVersion
    model = try record.basis.model()
    currency = record.basis.currency
    results = record.results
  }

  /// An input, planned and not simulated, or as a study found it.
  ///
  /// - Parameter results: what a study of it found.
  public init(_ input: StudyInput, results: ReviewResults? = nil) {
    dataCutOff = input.dataCutOff
    runID = results == nil ? nil : input.runID
    toolVersion = input.toolVersion
    model = input.model
    currency = input.planningCase != nil || input.model.hasValue ? input.model.settings.currency : ""
    self.results = results
  }

  /// Why two runs cannot be compared, a sentence without its period; `nil` where they can.
  public func obstacle(against other: ReviewSide) -> String? {
    measure.obstacle(against: other.measure)
  }

  /// What its figures are counted in.
  public var measure: ReviewMeasure { ReviewMeasure(currency: currency, period: model.settings.period) }
}

/// What the figures of a run are counted in.
public struct ReviewMeasure: Sendable, Equatable {
  /// ISO 4217 code of all amounts; empty where none is known.
  var currency: String
  /// Length of a period.
  var period: CaseSettings.Period

  /// Why runs cannot be compared, a sentence without its period; `nil` where they can.
  public func obstacle(against other: ReviewMeasure) -> String? {
    if currency != other.currency {
      func name(_ code: String) -> String { code.isEmpty ? "in money without a name" : "in \(code)" }
      return "amounts are \(name(currency)) there and \(name(other.currency)) here"
    }
    return period == other.period ? nil : "the periods are \(period.rawValue)s there and \(other.period.rawValue)s here"
  }
}

/// Two runs side by side: what differs in their data, and what that does to the plan.
public struct ReviewComparison: Sendable {
  /// The run before.
  public let then: ReviewSide
  /// The run after.
  public let now: ReviewSide
  /// What differs in the data.
  public let changes: DataChanges
  /// From the plan before to the plan after.
  public let bridge: PlanBridge
  /// From the stock measured before to that measured now; `nil` where either is unknown.
  public let stock: StockBridge?
  let match: ModelMatch

  /// Compares two runs.
  ///
  /// - Parameter threads: networks planned at a time; the result does not depend on it.
  /// - Throws: ``StudyError`` where a model between has no plan.
  public init(from then: ReviewSide, to now: ReviewSide, threads: Int = 2) async throws(StudyError) {
    let match = ModelMatch(then: then.model, now: now.model)
    self.then = then
    self.now = now
    self.match = match
    changes = DataChanges(match)
    bridge = try await PlanBridge(match, recorded: then.results?.plan, threads: threads)
    stock = StockBridge(match, hasValue: then.model.hasValue && now.model.hasValue)
  }

  /// Whether stock is counted in money; in units where any unit cost is unknown.
  var hasValue: Bool { then.model.hasValue && now.model.hasValue }
}
