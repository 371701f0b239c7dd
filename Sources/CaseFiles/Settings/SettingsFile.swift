import SupplyNetwork
import Yams

/// `case.yaml`: what the case says about itself and how it is to be planned.
struct SettingsFile {
  /// The settings, with defaults for what the file leaves out.
  private(set) var settings = CaseSettings()
  /// Whether the file itself chose what the plan is compared with.
  private(set) var hasChosenPolicy = false
  /// Where the file names the pilot location.
  private(set) var pilotPlace = Issue.Place(file: file, column: "plan.pilot")
  /// Where the file names the tiers of its rules of replenishment.
  private(set) var replenishmentPlace = Issue.Place(file: file, column: "replenishment")
  /// Where rules of replenishment stand, by the tier that they name.
  private(set) var rulePlaces: [String: Issue.Place] = [:]
  /// The times in which locations or lanes ship nothing, with where they stand.
  private(set) var disruptions: [Placed<CaseSettings.LocationDisruption>] = []
  /// The fast ways, with where they stand.
  private(set) var expediting: [Placed<CaseSettings.LocationExpediting>] = []
  /// The groups of peers, with where they stand.
  private(set) var transshipments: [Placed<CaseSettings.LocationTransshipment>] = []
  /// The promotions, with where they stand.
  private(set) var promotions: [Placed<CaseSettings.Promotion>] = []
  /// What the file says of the simulation.
  private var simulationSection: YAMLSection?
  /// The scenarios, with where they stand.
  private(set) var scenarios: [PlacedScenario] = []
  /// Where the file names the logo.
  private(set) var logoPlace = Issue.Place(file: file, column: "report.brand.logo")
  /// Where the file names the colours of the brand, by role.
  private(set) var colorPlaces: [String: Issue.Place] = [:]

  private static let byteLimit = 1_000_000
  private static let formats = ["md", "html", "pdf", "png", "xlsx"]
  private static let file = "case.yaml"

  init(_ input: InputFile, _ log: inout IssueLog) {
    guard var root = Self.root(of: input, &log) else { return }
    readCase(&root, &log)
    readService(&root, &log)
    readDemand(&root, &log)
    readOptimization(&root, &log)
    readSimulation(&root, &log)
    replenishmentPlace = root.place(of: "replenishment")
    if let section = root.section("replenishment", &log) {
      settings.replenishment = ReplenishmentSection.read(section, &log)
      rulePlaces = ReplenishmentSection.places(section)
    }
    readReport(&root, &log)
    readPlan(&root, &log)
    scenarios = ScenarioSection.readAll(&root, &log)
    settings.scenarios = scenarios.map(\.scenario)
    root.reportUnknownKeys(&log)
  }

  /// Where a key of the simulation stands.
  func simulationPlace(of key: String) -> Issue.Place {
    simulationSection?.place(of: key) ?? Issue.Place(file: Self.file, column: "simulation.\(key)")
  }

  private static func root(of input: InputFile, _ log: inout IssueLog) -> YAMLSection? {
    let place = Issue.Place(file: input.name)
    guard input.bytes.count <= byteLimit, TextEncoding.firstFault(in: input.bytes) == nil else {
      log.report(.error, "not-yaml", place, "is no text file of at most \(byteLimit) bytes", hint: "save it as UTF-8")
      return nil
    }
    do {
      guard let node = try Yams.compose(yaml: String(decoding: input.bytes, as: UTF8.self)) else {
        log.report(.note, "empty-file", place, "the file is empty; every setting has its default")
        return nil
      }
      guard let mapping = node.mapping else {
        log.report(
          .error, "not-yaml", .init(file: input.name, line: node.mark?.line), "the file holds no keys",
          hint: "write one \"key: value\" a line; meio init writes an example")
        return nil
      }
      return YAMLSection(file: input.name, mapping: mapping)
    } catch let error as YamlError {
      let (line, problem) = describe(error)
      log.report(
        .error, "not-yaml", .init(file: input.name, line: line), "cannot be read as YAML: \(problem)",
        hint: "indent with spaces and put texts with a colon in quotes")
    } catch {
      log.report(.error, "not-yaml", place, "cannot be read as YAML")
    }
    return nil
  }

  private static func describe(_ error: YamlError) -> (line: Int?, problem: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "the key \(duplicates.sorted().joined(separator: ", ")) is there twice")
    default: (nil, "it is not well formed")
    }
  }

  private mutating func readCase(_ root: inout YAMLSection, _ log: inout IssueLog) {
    settings.title = root.text("title", &log) ?? settings.title
    settings.organisation = root.text("organisation", &log)
    settings.preparedFor = root.text("prepared_for", &log)
    settings.asOf = root.date("as_of", &log)
    settings.notice = root.text("notice", &log)
    settings.period = root.choice("period", of: CaseSettings.Period.self, &log) ?? settings.period
    if let currency = root.text("currency", &log) {
      if currency.utf8.count == 3, currency.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) {
        settings.currency = currency
        LocaleSection.checkCurrency(currency, in: root, &log)
      } else {
        root.note(
          .error, "out-of-range", "currency",
          "\(Quotation.of(currency)) is no currency code; expected three capital letters, like USD", &log)
      }
    }
    if let rate = root.number("carrying_rate", .between(0, 2), &log) { settings.carryingRate = rate }
    if let policy = root.choice("current_policy", of: CaseSettings.CurrentPolicy.self, &log) {
      settings.currentPolicy = policy
      hasChosenPolicy = true
    }
  }

  private mutating func readService(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var service = root.section("service", &log) else { return }
    if let measure = service.choice("measure", of: ServiceTable.Measure.self, &log) {
      settings.service.measure = measure.measure
    }
    if let standard = service.number("default", .openFraction, &log) { settings.service.standard = standard }
    if var classes = service.section("by_class", &log) {
      // Classes that are not named have the standard target.
      settings.service.byClass = [:]
      for valueClass in Item.ValueClass.allCases {
        settings.service.byClass[valueClass] = classes.number(valueClass.rawValue, .openFraction, &log)
      }
      classes.reportUnknownKeys(&log)
    }
    service.reportUnknownKeys(&log)
  }

  private mutating func readDemand(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var demand = root.section("demand", &log) else { return }
    if let choice = demand.choice("distribution", of: CaseSettings.DistributionChoice.self, &log) {
      settings.demand.distribution = choice
      if choice == .empirical {
        demand.noteUnused(
          "distribution", "empirical distributions are", hint: "auto stands for them: the pattern decides", &log)
      }
    }
    var probe = demand
    var quiet = IssueLog()
    if probe.text("correlation", &quiet) == "estimate" {
      settings.demand.correlation = .estimate
      _ = demand.text("correlation", &log)
    } else if let value = demand.number("correlation", .fraction, &log) {
      settings.demand.correlation = .fixed(value)
    }
    demand.reportUnknownKeys(&log)
  }

  private mutating func readOptimization(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var section = root.section("optimization", &log) else { return }
    if let model = section.choice("model", of: CaseSettings.Model.self, &log) { settings.optimization.model = model }
    if settings.optimization.model == .stochasticService {
      section.noteUnused(
        "model", "the stochastic-service model is", hint: "the guaranteed-service model stands for it", &log)
    }
    // "none" says what an empty value does, as in scenarios.
    if !section.says("none", for: "budget") {
      settings.optimization.budget = section.number("budget", .positive, &log)
    }
    if !section.says("none", for: "max_service_time") {
      settings.optimization.maximumServiceTime = section.integer("max_service_time", 0...10_000, &log)
    }
    section.reportUnknownKeys(&log)
  }

  private mutating func readSimulation(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var section = root.section("simulation", &log) else { return }
    simulationSection = section
    var simulation = settings.simulation
    simulation.periods = section.integer("periods", SimulationLimits.periods, &log) ?? simulation.periods
    if section.says("auto", for: "warm_up") {
      simulation.isWarmUpByRule = true
    } else {
      simulation.warmUp = section.integer("warm_up", SimulationLimits.warmUp, &log) ?? simulation.warmUp
    }
    simulation.replications =
      section.integer("replications", SimulationLimits.replications, &log) ?? simulation.replications
    simulation.seed = section.integer("seed", 0...Int.max, &log).map { UInt64($0) } ?? simulation.seed
    simulation.unmetDemand =
      section.choice("unmet_demand", of: CaseSettings.UnmetDemand.self, &log) ?? simulation.unmetDemand
    simulation.waitingShare = section.number("waiting_share", .fraction, &log) ?? simulation.waitingShare
    if (simulation.unmetDemand == .partial) != section.has("waiting_share") {
      section.note(
        simulation.unmetDemand == .partial ? .error : .warning,
        simulation.unmetDemand == .partial ? "missing-value" : "no-effect", "waiting_share",
        simulation.unmetDemand == .partial
          ? "unmet demand is partly lost, and nothing says which share of it waits"
          : "a share that waits says something only beside unmet_demand: partial",
        hint: simulation.unmetDemand == .partial ? "give waiting_share, from 0 (none) to 1 (all)" : nil, &log)
    }
    simulation.posLatency = section.integer("pos_latency", SimulationLimits.posLatency, &log) ?? simulation.posLatency
    simulation.unfilledOrders =
      section.choice("unfilled_orders", of: UnfilledOrders.self, &log) ?? simulation.unfilledOrders
    simulation.allocation =
      section.choice("allocation", of: AllocationRule.self, &log) ?? simulation.allocation
    disruptions = section.placed("disruptions", &log, read: DisruptionSection.read)
    simulation.disruptions = disruptions.map(\.value)
    expediting = section.placed("expediting", &log, read: ExpeditingSection.read)
    simulation.expediting = expediting.map(\.value)
    transshipments = section.placed("transshipments", &log, read: TransshipmentSection.read)
    simulation.transshipments = transshipments.map(\.value)
    readPlayedDemand(&section, &simulation, &log)
    settings.simulation = simulation
    section.reportUnknownKeys(&log)
  }

  private mutating func readPlayedDemand(
    _ section: inout YAMLSection, _ simulation: inout CaseSettings.Simulation, _ log: inout IssueLog
  ) {
    simulation.demand = section.choice("demand", of: CaseSettings.PlayedDemand.self, &log) ?? simulation.demand
    simulation.blockPeriods = section.number("block_periods", .between(1, 100_000), &log)
    simulation.season = section.choice("season", of: CaseSettings.Season.self, &log) ?? simulation.season
    promotions = section.placed("promotions", &log, read: PromotionSection.read)
    simulation.promotions = promotions.map(\.value)
  }

  private mutating func readReport(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var section = root.section("report", &log) else { return }
    var report = settings.report
    report.template = section.text("template", &log) ?? report.template
    report.page = section.choice("page", of: CaseSettings.Report.Page.self, &log) ?? report.page
    report.includesStress = section.bool("stress", &log) ?? report.includesStress
    LocaleSection.read(&section, &report, &log)
    if let formats = section.texts("formats", &log) { report.formats = check(formats, section, &log) }
    if let brand = section.section("brand", &log) {
      logoPlace = brand.place(of: "logo")
      (report.brand, colorPlaces) = BrandSection.read(brand, &log)
    }
    settings.report = report
    section.reportUnknownKeys(&log)
  }

  private func check(_ formats: [String], _ section: YAMLSection, _ log: inout IssueLog) -> [String] {
    var accepted: [String] = []
    for format in formats.map({ $0.lowercased() }) {
      guard Self.formats.contains(format) else {
        section.note(
          .error, "unknown-word", "formats",
          "\(Quotation.of(format)) is no format; expected some of \(Self.formats.joined(separator: ", "))",
          hint: Suggestion.hint(for: format, among: Self.formats), &log)
        continue
      }
      if !accepted.contains(format) { accepted.append(format) }
    }
    return accepted
  }

  private mutating func readPlan(_ root: inout YAMLSection, _ log: inout IssueLog) {
    guard var plan = root.section("plan", &log) else { return }
    settings.plan.start = plan.date("start", &log)
    settings.plan.pilot = plan.text("pilot", &log)
    pilotPlace = plan.place(of: "pilot")
    plan.reportUnknownKeys(&log)
  }
}
