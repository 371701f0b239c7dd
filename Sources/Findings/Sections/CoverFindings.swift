import SupplyNetwork

/// The cover strip: what was studied, from which data, by which version.
public struct CoverFindings: Sendable, Codable {
  /// Title of the report.
  public var title: String
  /// Whose network it is.
  public var organisation: String?
  /// The name of a brand, shown where a reader looks for who speaks.
  public var brand: String?
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
  /// Whether amounts of four digits are told in thousands, as the stock is.
  public var abbreviatesThousands: Bool
  /// Locale of figures and dates ("de_DE").
  public var locale: String
  /// Language of the report, for HTML and PDF.
  public var language: String

  init(_ context: FindingsContext) {
    let settings = context.settings
    let model = context.model
    let locations = context.format.count(model.locations.count, "location")
    scope =
      context.ledger.hasValue
      ? "\(locations), \(context.format.count(model.items.count, "item")), in \(settings.currency)"
      : model.items.count == 1
        ? "\(locations), stock in units"
        : "\(locations), \(context.format.count(model.items.count, "item")), stock in units"
    dataCutOff = context.dataCutOff.map(context.format.dates.day)
    hasValue = context.ledger.hasValue
    currency = context.currencyCode ?? ""
    abbreviatesThousands = context.abbreviatesThousands
    locale = settings.report.locale
    language = "en"
    title = ""
    runID = ""
    toolVersion = context.study.input.toolVersion
    label(with: context.study.input)
  }

  /// Puts on what an input says that no figure depends on.
  mutating func label(with input: StudyInput) {
    let settings = input.model.settings
    title = settings.title.isEmpty ? "Inventory review" : settings.title
    organisation = settings.organisation
    preparedFor = settings.preparedFor
    notice = settings.notice
    brand = settings.report.brand.name
    language = settings.report.language ?? "en"
    runID = input.runID
  }
}

extension NumberFormat {
  /// The format of a report.
  public init(_ cover: CoverFindings) {
    self.init(
      currency: cover.currency, in: .of(cover.locale), abbreviatesThousands: cover.abbreviatesThousands)
  }
}
