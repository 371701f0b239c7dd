import Foundation
import SupplyNetwork
import Testing

@testable import CaseFiles

@Suite struct SettingsTests {
  private func read(_ yaml: String) -> (settings: CaseSettings, issues: [CaseIssue]) {
    var log = IssueLog()
    let file = SettingsFile(InputFile(name: "case.yaml", bytes: Array(yaml.utf8)), &log)
    return (file.settings, log.sorted())
  }

  @Test func theTemplateSaysTheDefaults() throws {
    let text = try #require(CaseFolderTemplate.files.first { $0.name == "case.yaml" }?.text)
    let (settings, issues) = read(text)
    #expect(issues == [])
    #expect(settings == CaseSettings())
    // What a planner cannot see in the names of the columns.
    let words = text.replacing("\n#", with: "")
    #expect(words.contains(/storage_capacity in locations\.csv .* soft: service targets/))
    #expect(words.contains(/multiple and min_order in lanes\.csv .* above the base stock, which they leave/))
  }

  @Test func theTemplateHasEveryFileWithKnownColumns() throws {
    #expect(CaseFolderTemplate.files.map(\.name) == CaseFolder.fileNames)
    let files = Dictionary(uniqueKeysWithValues: CaseFolderTemplate.files.map { ($0.name, $0.text) })
    let loaded = try CaseFixture(files: files).read()
    let codes = Set(loaded.issues.map(\.code))
    #expect(codes.isDisjoint(with: ["unknown-column", "missing-column", "unknown-key", "unknown-file", "empty-file"]))
  }

  @Test func readsEveryKey() throws {
    let (settings, issues) = read(
      """
      title: T
      organisation: O
      prepared_for: P
      as_of: 2026-11-01
      notice: Synthetic data
      period: week
      currency: EUR
      carrying_rate: 0.2
      service: {measure: fill_rate, default: 0.9, by_class: {A: 0.99}}
      demand: {distribution: gamma, correlation: 0.3}
      optimization: {model: stochastic_service, budget: 1e6, max_service_time: 4}
      current_policy: local_min_max
      simulation: {periods: 100, warm_up: 10, replications: 5, seed: 7, unmet_demand: lost_sale, pos_latency: 2}
      report:
        template: brief
        formats: [md, PDF]
        page: letter
        locale: de_DE
        brand: {name: B, logo: logo.png, colors: {accent: "#1F5FAA"}}
      plan: {start: 2027-01-01, pilot: DC}
      """)
    #expect(issues.allSatisfy { $0.severity == .warning && $0.code == "unused-setting" })
    #expect(settings.title == "T" && settings.organisation == "O" && settings.preparedFor == "P")
    #expect(settings.notice == "Synthetic data")
    #expect(settings.asOf?.description == "2026-11-01")
    #expect(settings.period == .week && settings.currency == "EUR" && settings.carryingRate == 0.2)
    #expect(settings.service.measure == .fillRate && settings.service.standard == 0.9)
    #expect(settings.service.byClass == [.a: 0.99])
    #expect(settings.demand.distribution == .gamma && settings.demand.correlation == .fixed(0.3))
    #expect(settings.optimization.model == .stochasticService && settings.optimization.budget == 1e6)
    #expect(settings.optimization.maximumServiceTime == 4 && settings.currentPolicy == .localMinMax)
    #expect(settings.simulation.periods == 100 && settings.simulation.warmUp == 10)
    #expect(settings.simulation.replications == 5 && settings.simulation.seed == 7)
    #expect(settings.simulation.unmetDemand == .lostSale && settings.simulation.posLatency == 2)
    #expect(settings.report.template == "brief" && settings.report.formats == ["md", "pdf"])
    #expect(settings.report.page == .letter && settings.report.locale == "de_DE")
    #expect(settings.report.brand.name == "B" && settings.report.brand.logo == "logo.png")
    #expect(settings.report.brand.colors == ["accent": "#1F5FAA"])
    #expect(settings.plan.start?.description == "2027-01-01" && settings.plan.pilot == "DC")
  }

  @Test(arguments: [
    ("title: x\nperiod: month\n", "unknown-word", 2, "period"),
    ("carrying_rate: 25\n", "out-of-range", 1, "carrying_rate"),
    ("carrying_rate: much\n", "wrong-type", 1, "carrying_rate"),
    ("service:\n  default: 1\n", "out-of-range", 2, "service.default"),
    ("service:\n  by_class:\n    A: 98\n", "out-of-range", 3, "service.by_class.A"),
    ("service: high\n", "wrong-type", 1, "service"),
    ("demand: {correlation: 1.5}\n", "out-of-range", 1, "demand.correlation"),
    ("demand: {correlation: guess}\n", "wrong-type", 1, "demand.correlation"),
    ("simulation: {periods: 0}\n", "out-of-range", 1, "simulation.periods"),
    ("simulation: {periods: 100001}\n", "out-of-range", 1, "simulation.periods"),
    ("simulation:\n  warm_up: 100001\n", "out-of-range", 2, "simulation.warm_up"),
    ("simulation: {replications: 1}\n", "out-of-range", 1, "simulation.replications"),
    ("simulation: {replications: 10001}\n", "out-of-range", 1, "simulation.replications"),
    ("optimization: {budget: 1e13}\n", "out-of-range", 1, "optimization.budget"),
    ("simulation: {periods: 1.5}\n", "wrong-type", 1, "simulation.periods"),
    ("as_of: 1.11.2026\n", "not-a-date", 1, "as_of"),
    ("currency: dollars\n", "out-of-range", 1, "currency"),
    ("report: {formats: [docx]}\n", "unknown-word", 1, "report.formats"),
    ("report: {page: A3}\n", "unknown-word", 1, "report.page"),
    ("report: {brand: {colors: {accent: red}}}\n", "out-of-range", 1, "report.brand.colors.accent"),
    ("report: {locale: \"../x\"}\n", "unknown-word", 1, "report.locale"),
    ("report: {language: \"d e\"}\n", "out-of-range", 1, "report.language"),
    ("title: [a, b]\n", "wrong-type", 1, "title"),
    ("optimization: {budget: -1}\n", "out-of-range", 1, "optimization.budget"),
  ])
  func tellsWrongValuesWithLineAndKey(yaml: String, code: String, line: Int, key: String) throws {
    let issue = try #require(read(yaml).issues.first)
    #expect(issue.severity == .error)
    #expect(issue.code == code)
    #expect(issue.place == .init(file: "case.yaml", line: line, column: key))
  }

  @Test(arguments: ["title: \"open\n", "a: b: c\n", "- x\n", "just text\n", "title: a\ntitle: b\n", "\t- x: [\n"])
  func tellsWhatIsNoYAML(yaml: String) {
    #expect(read(yaml).issues.map(\.code) == ["not-yaml"])
  }

  @Test func deepNestingIsAnErrorNotACrash() {
    #expect(read("a: " + String(repeating: "[", count: 200_000)).issues.contains { $0.severity == .error })
  }

  @Test func unknownKeysAreWarningsWithASuggestion() throws {
    let issues = read("titel: x\nsimulation:\n  sead: 3\n").issues
    #expect(issues.map(\.code) == ["unknown-key", "unknown-key"])
    #expect(issues.map(\.severity) == [.warning, .warning])
    #expect(issues.map { $0.place?.line } == [1, 3])
    #expect(issues.map { $0.place?.column } == ["titel", "simulation.sead"])
    #expect(issues.map(\.hint) == ["did you mean \"title\"?", "did you mean \"seed\"?"])
  }

  @Test(arguments: [
    ("optimization:\n  model: stochastic_service\n", 2, "optimization.model"),
    ("title: T\ndemand: {distribution: empirical}\n", 2, "demand.distribution"),
  ])
  func whatIsNotUsedYetIsAWarning(yaml: String, line: Int, key: String) throws {
    let issues = read(yaml).issues
    let issue = try #require(issues.first)
    #expect(issues.count == 1)
    #expect(issue.severity == .warning && issue.code == "unused-setting")
    #expect(issue.place == .init(file: "case.yaml", line: line, column: key))
    #expect(issue.message.hasSuffix(" not used yet") && issue.hint != nil)
  }

  @Test func defaultsWrittenOutAreNoWarning() {
    let text = """
      demand: {distribution: auto}
      optimization: {model: guaranteed_service, budget: null}
      current_policy: from_inventory
      simulation: {pos_latency: 0}
      report: {formats: [md, xlsx], locale: en_US, brand: {name: , logo: , colors: {}}}
      """
    #expect(read(text).issues == [])
  }

  @Test func anUnknownPilotIsAnError() throws {
    let loaded = try CaseFixture.adding("plan: {pilot: S3}\n", to: "case.yaml").read()
    #expect(loaded.errors.map(\.place) == [.init(file: "case.yaml", line: 4, column: "plan.pilot")])
  }

  @Test func theComparisonFallsBackWhereNoLevelsAreKnown() throws {
    let silent = try CaseFixture.with("case.yaml", "period: week\n").read()
    #expect(silent.case?.settings.currentPolicy == .independent)
    #expect(silent.issues("no-current-policy").map(\.severity) == [.note])
    let chosen = try CaseFixture.with("case.yaml", "period: week\ncurrent_policy: from_inventory\n").read()
    #expect(chosen.issues("no-current-policy").map(\.severity) == [.warning])
  }
}
