import SupplyNetwork

/// One check of the input data.
struct DataCheck {
  var name: String
  var result: String
  /// Grades lost by it.
  var penalty: Int

  /// All checks of a study.
  static func all(_ context: FindingsContext) -> [DataCheck] {
    let format = context.format
    let input = context.study.input
    var checks: [DataCheck] = []
    if let history = input.planningCase?.history {
      let days = history.bucketDays * history.bucketCount
      checks.append(
        DataCheck(
          name: "Length of history",
          result:
            "\(history.firstDate) to \(history.lastDate), \(format.count(history.bucketCount, history.bucketDays == 7 ? "week" : "day"))",
          penalty: days < 364 ? 1 : 0))
      var zeros = 0
      for quantity in history.quantities where quantity == 0 { zeros += 1 }
      checks.append(
        DataCheck(
          name: "Periods without demand",
          result: history.quantities.isEmpty
            ? NumberFormat.none
            : format.percent(Double(zeros) / Double(history.quantities.count))
              + " of \(format.number(Double(history.quantities.count))) (absent rows count as zero)", penalty: 0))
    } else {
      checks.append(
        DataCheck(name: "Length of history", result: "none: demand given as mean and deviation", penalty: 1))
    }
    let errors = input.issues.filter { $0.severity == .error }.count
    let warnings = input.issues.filter { $0.severity == .warning }.count
    checks.append(
      DataCheck(
        name: "Findings of the input check",
        result: "\(format.count(errors, "error")), \(format.count(warnings, "warning"))",
        penalty: warnings > 50 ? 1 : 0))
    checks.append(
      DataCheck(
        name: "Today's stock",
        result: basis(
          context.ledger.stockBasis, context,
          else: "the comparison is with "
            + context.currentPolicyName), penalty: context.ledger.isMeasured ? 0 : 1))
    checks.append(
      DataCheck(
        name: "Measured service",
        result: basis(
          context.ledger.serviceBasis, context,
          else: context.ledger.playsOutages
            ? "left aside: it knows nothing of the outages that are played" : "today's service is simulated"),
        penalty: 0))
    if let test = BackTest(context), test.deviation != nil {
      let tolerance = format.percent(BackTest.tolerance, decimals: 0)
      checks.append(
        DataCheck(
          name: "Back-test of today's policy",
          result: "simulated stock \(test.change) against the measured one, "
            + (test.fails ? "beyond the ±\(tolerance) allowed" : "within ±\(tolerance)"),
          penalty: test.fails ? 1 : 0))
    }
    let spread = input.planningCase?.lanes.contains { $0.leadTimeSD > 0 } ?? false
    checks.append(
      DataCheck(
        name: "Lead times",
        result: spread
          ? "given with their spread, which safety stock covers and the simulation draws"
          : "taken as certain: no spread was given",
        penalty: spread ? 0 : 1))
    if !context.ledger.hasValue {
      checks.append(DataCheck(name: "Unit costs", result: "not given: no values in money", penalty: 1))
    }
    if let history = input.planningCase?.history, history.bucketDays > context.settings.period.days {
      checks.append(
        DataCheck(
          name: "Granularity",
          result: "weekly history, planned by the day: the days of a week are taken as independent and alike",
          penalty: 0))
    }
    return checks
  }

  private static func basis(_ basis: Ledger.Basis, _ context: FindingsContext, else remark: String) -> String {
    switch basis {
    case .measured: "given"
    case .mixed: context.words(basis)
    case .simulated:
      (context.settings.currentPolicy == .fromInventory || !context.isCase ? "not given: " : "not used: ") + remark
    }
  }

  /// A, B, C or D: one grade is lost with each serious lack.
  static func grade(_ checks: [DataCheck]) -> String {
    ["A", "B", "C", "D"][min(3, checks.reduce(0) { $0 + $1.penalty })]
  }
}
