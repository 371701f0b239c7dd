/// Everything a report may say, as plain values: texts, tables and the figures behind charts.
///
/// Templates place these and compute nothing. A part whose data are absent is `nil`.
public struct StudyFindings: Sendable, Codable {
  /// Cover strip.
  public var cover: CoverFindings
  /// One page that stands alone.
  public var summary: SummaryFindings
  /// What changed since an earlier review, where one is kept.
  public var sinceReview: SinceReviewFindings?
  /// The results as plain numbers, for the reviews after this one.
  public var results: ReviewResults
  /// Where stock stands today.
  public var currentState: CurrentStateFindings
  /// Where it should stand.
  public var optimisedPolicy: PolicyFindings
  /// What more or less stock means for service, where the model can tell.
  public var serviceAgainstInventory: FrontierFindings?
  /// Model against simulation.
  public var evidence: EvidenceFindings
  /// What the policies do over time, where any of them follows a forecast.
  public var course: CourseFindings?
  /// Cash and cost.
  public var financialImpact: FinancialFindings
  /// What is to be ordered and moved in the time to come, where today's stock is known.
  public var requirements: RequirementsFindings?
  /// What serving demand together saves.
  public var riskPooling: PoolingFindings
  /// What might be decided otherwise, and what might be otherwise.
  public var scenarios: ScenarioFindings
  /// Phases, gates and cash.
  public var implementation: ImplementationFindings
  /// What is needed to run the plan, and what the data lacked.
  public var technology: TechnologyFindings
  /// Formulas, methods, data quality.
  public var assumptions: AssumptionFindings

  /// Says what a study found.
  public init(_ study: Study) {
    let context = FindingsContext(study)
    self.init(context, serviceAgainstInventory: FrontierFindings(context))
  }

  /// The same, the section that takes longest beside the others.
  public static func of(_ study: Study) async -> StudyFindings {
    let context = FindingsContext(study)
    async let frontier = FrontierFindings(context)
    var findings = StudyFindings(context, serviceAgainstInventory: nil)
    findings.serviceAgainstInventory = await frontier
    return findings
  }

  private init(_ context: FindingsContext, serviceAgainstInventory: FrontierFindings?) {
    let implementation = ImplementationFindings(context)
    let evidence = EvidenceFindings(context)
    let assumptions = AssumptionFindings(context)
    cover = CoverFindings(context)
    results = ReviewResults(context)
    currentState = CurrentStateFindings(context)
    optimisedPolicy = PolicyFindings(context)
    self.serviceAgainstInventory = serviceAgainstInventory
    self.evidence = evidence
    course = CourseFindings(context)
    financialImpact = FinancialFindings(context)
    requirements = RequirementsFindings(context)
    riskPooling = PoolingFindings(context)
    scenarios = ScenarioFindings(context)
    self.implementation = implementation
    technology = TechnologyFindings(context)
    self.assumptions = assumptions
    summary = SummaryFindings(context, implementation: implementation, assumptions: assumptions)
  }

  /// The tables that are too long for a report, for `tables/`.
  public static func detailTables(_ study: Study) -> [FindingsTable] {
    [PolicyDetail.table(study)] + FrontierFindings.detailTables(study) + RequirementsFindings.detailTables(study)
      + ConstraintFindings.detailTables(study)
  }

  /// Every table, in the order of the report.
  public var tables: [FindingsTable] {
    [
      sinceReview?.bridge, sinceReview?.keyFigures, sinceReview?.stock, sinceReview?.followUp,
      currentState.byTier, currentState.imbalances, optimisedPolicy.byTier, optimisedPolicy.byCentre,
      optimisedPolicy.rises, optimisedPolicy.constraints?.limits, optimisedPolicy.constraints?.overrides,
      optimisedPolicy.constraints?.storage, serviceAgainstInventory?.points, evidence.byTier, evidence.byClass,
      evidence.backTest,
      course?.byTier,
      financialImpact.impact, financialImpact.release, riskPooling.byCorrelation, riskPooling.centre,
      riskPooling.groups, scenarios.comparison, implementation.phases,
      requirements?.exceptions, requirements?.orders, requirements?.actions, technology.needs, assumptions.dataQuality,
      assumptions.serviceFigures, assumptions.simpleRules, assumptions.definitions,
    ].compactMap { $0 }
  }
}
