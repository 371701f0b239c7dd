import SupplyNetwork

/// The member `demand_course` of a stage: `{season: [factors], phase, promotions: [{period, periods, factor}],
/// deviation_share}`.
enum DemandCourseMember {
  /// The course; `nil` where an error keeps it from being one.
  static func read(_ object: JSONObjectReader, _ file: String, _ log: inout IssueLog) -> DemandCourse? {
    var reader = object
    var isUsable = true
    func reject(_ code: String, _ key: String, _ problem: String) {
      reader.reject(code, key, problem, &log)
      isUsable = false
    }
    var season: [Double] = []
    for (position, node) in reader.list("season", isRequired: false, &log).enumerated() {
      if case .number(let factor) = node.value, NumberRange.nonNegative.accepts(factor) {
        season.append(factor)
      } else {
        reject("out-of-range", "season", "factor \(position + 1) is \(node.seen); expected a number of 0 or more")
      }
    }
    if isUsable, !season.isEmpty, season.allSatisfy({ $0 == 0 }) {
      reject("out-of-range", "season", "all factors are 0; expected one above 0 at least")
    }
    let phase = reader.periods("phase", atLeast: 0, &log) ?? 0
    let share = reader.number("deviation_share", .fraction, &log) ?? 1
    let promotions = reader.list("promotions", isRequired: false, &log).enumerated().compactMap { position, node in
      promotion(node, "\(reader.subject), promotion \(position + 1)", file, &log)
    }
    reader.reportUnknownKeys(&log)
    return isUsable ? DemandCourse(season: season, phase: phase, promotions: promotions, deviationShare: share) : nil
  }

  private static func promotion(
    _ node: JSONNode, _ subject: String, _ file: String, _ log: inout IssueLog
  ) -> DemandCourse.Promotion? {
    guard var entry = JSONObjectReader(node, subject: subject, file: file, &log) else { return nil }
    let first = entry.requiredNumber("period", .between(-NumberRange.longestTime, NumberRange.longestTime), &log)
    let periods = entry.periods("periods", atLeast: 1, &log)
    let factor = entry.requiredNumber("factor", .between(0, 1000), &log)
    entry.reportUnknownKeys(&log)
    if !entry.has("periods") {
      entry.reject("missing-value", "periods", "it does not say how many periods it lasts", &log)
    }
    guard let first, let periods, let factor else { return nil }
    guard first == first.rounded() else {
      entry.reject("fractional-periods", "period", "\(first) is no whole number of periods", &log)
      return nil
    }
    return .init(firstPeriod: Int(first), periods: periods, factor: factor)
  }
}

extension StageNetworkFile {
  /// A course as it is written.
  static func value(of course: DemandCourse) -> JSONWriter.Value {
    var members: [(key: String, value: JSONWriter.Value)] = []
    if !course.season.isEmpty { members.append(("season", .array(course.season.map { .number($0) }))) }
    if course.phase != 0 { members.append(("phase", .integer(course.phase))) }
    if !course.promotions.isEmpty {
      let promotions = course.promotions.map { promotion in
        JSONWriter.Value.object([
          ("period", .integer(promotion.firstPeriod)), ("periods", .integer(promotion.periods)),
          ("factor", .number(promotion.factor)),
        ])
      }
      members.append(("promotions", .array(promotions)))
    }
    if course.deviationShare != 1 { members.append(("deviation_share", .number(course.deviationShare))) }
    return .object(members)
  }
}
