/// The report templates that are compiled into the program.
public enum Templates {
  /// Every built-in template and partial by file name, as Mustache text: reports end in `.md.mustache`, the others are
  /// the sections and blocks that they are made of.
  public static var all: [String: String] {
    [
      "assumptions.mustache": text(PackageResources.assumptions_mustache),
      "assumptions-details.mustache": text(PackageResources.assumptions_details_mustache),
      "confidence.mustache": text(PackageResources.confidence_mustache),
      "course.mustache": text(PackageResources.course_mustache),
      "course-details.mustache": text(PackageResources.course_details_mustache),
      "cover.mustache": text(PackageResources.cover_mustache),
      "current-state.mustache": text(PackageResources.current_state_mustache),
      "current-state-details.mustache": text(PackageResources.current_state_details_mustache),
      "evidence.mustache": text(PackageResources.evidence_mustache),
      "evidence-details.mustache": text(PackageResources.evidence_details_mustache),
      "executive.md.mustache": text(PackageResources.executive_md_mustache),
      "figure.mustache": text(PackageResources.figure_mustache),
      "financial-impact.mustache": text(PackageResources.financial_impact_mustache),
      "financial-impact-details.mustache": text(PackageResources.financial_impact_details_mustache),
      "implementation.mustache": text(PackageResources.implementation_mustache),
      "one-page.md.mustache": text(PackageResources.one_page_md_mustache),
      "optimised-policy.mustache": text(PackageResources.optimised_policy_mustache),
      "optimised-policy-details.mustache": text(PackageResources.optimised_policy_details_mustache),
      "orders.mustache": text(PackageResources.orders_mustache),
      "orders-details.mustache": text(PackageResources.orders_details_mustache),
      "risk-pooling.mustache": text(PackageResources.risk_pooling_mustache),
      "risk-pooling-details.mustache": text(PackageResources.risk_pooling_details_mustache),
      "scenarios.mustache": text(PackageResources.scenarios_mustache),
      "scenarios-details.mustache": text(PackageResources.scenarios_details_mustache),
      "service-against-inventory.mustache": text(PackageResources.service_against_inventory_mustache),
      "service-against-inventory-details.mustache": text(PackageResources.service_against_inventory_details_mustache),
      "since-review.mustache": text(PackageResources.since_review_mustache),
      "since-review-details.mustache": text(PackageResources.since_review_details_mustache),
      "summary.mustache": text(PackageResources.summary_mustache),
      "table.mustache": text(PackageResources.table_mustache),
      "technical.md.mustache": text(PackageResources.technical_md_mustache),
      "technology.mustache": text(PackageResources.technology_mustache),
    ]
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
