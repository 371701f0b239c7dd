import SupplyNetwork

/// The cover strip: what was studied, from which data, by which version.
public struct CoverFindings: Sendable, Codable {
  /// Title of the report.
  public var title: String
  /// Whose network it is.
  public var organisation: String?
  /// Who reads it.
  public var preparedFor: String?
  /// Locations, items, currency.
  public var scope: String
  /// Last day that the data know of.
  public var dataCutOff: String?
  /// Hash of inputs, options and version: the same run has the same id.
  public var runID: String
  /// Version of the program.
  public var toolVersion: String
  /// What the case says about itself ("Synthetic data …").
  public var notice: String?
  /// Whether stock is counted in money; in units where unit costs are unknown.
  public var hasValue: Bool
  /// ISO 4217 code of all amounts; empty where none is known.
  public var currency: String
  /// Language of the report, for HTML and PDF.
  public var language: String

  init(_ context: FindingsContext) {
    let settings = context.settings
    let model = context.model
    title = settings.title.isEmpty ? "Inventory review" : settings.title
    organisation = settings.organisation
    preparedFor = settings.preparedFor
    let locations = context.format.count(model.locations.count, "location")
    scope =
      context.ledger.hasValue
      ? "\(locations), \(context.format.count(model.items.count, "item")), in \(settings.currency)"
      : model.items.count == 1
        ? "\(locations), stock in units"
        : "\(locations), \(context.format.count(model.items.count, "item")), stock in units"
    dataCutOff = (context.study.input.planningCase?.dataCutOff ?? settings.asOf)?.description
    var hash = FowlerNollVoHash()
    hash.combine(context.study.input.toolVersion)
    for file in context.study.input.files {
      hash.combine(file.name)
      hash.combine(file.contentHash)
    }
    let simulation = settings.simulation
    hash.combine(
      "\(settings.period.rawValue) \(settings.currency) \(settings.carryingRate) \(settings.currentPolicy.rawValue) "
        + "\(settings.optimization.model.rawValue) \(settings.optimization.maximumServiceTime ?? -1) "
        + "\(simulation.periods) \(simulation.warmUp) \(simulation.replications) \(simulation.seed) "
        + simulation.unmetDemand.rawValue + (simulation.unmetDemand == .partial ? " \(simulation.waitingShare)" : "")
        + " \(simulation.demand.rawValue)"
        + (simulation.allocation == .proportional ? "" : " \(simulation.allocation.rawValue)"))
    runID = hash.hexadecimal
    toolVersion = context.study.input.toolVersion
    notice = settings.notice
    hasValue = context.ledger.hasValue
    currency = context.currencyCode ?? ""
    language = "en"
  }
}

/// The 64-bit FNV-1a hash: names a run. Not for security. (Fowler, Noll & Vo; RFC 9923.)
struct FowlerNollVoHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ text: String) {
    for byte in text.utf8 { mix(byte) }
    mix(0)
  }

  private mutating func mix(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
