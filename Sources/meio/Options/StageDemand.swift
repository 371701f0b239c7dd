import ArgumentParser
import Probability
import Solver

/// The demand of a stage, as options tell it.
enum StageDemand {
  /// A family with its moments.
  case family(DemandDistribution)
  /// Probabilities of whole quantities.
  case quantities(DiscreteDemand)
}

/// Families of demand by name, and probabilities by quantity.
enum DemandChoice {
  /// A family.
  case family(Family)
  /// Probabilities by quantity, least first.
  case quantities(DiscreteDemand)

  /// Families that the program has.
  enum Family: String, CaseIterable {
    case deterministic, normal, gamma, poisson
    case negativeBinomial = "negative-binomial"

    /// The names with commas.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
  }

  /// Reads a family's name, or quantities with their probabilities.
  static func read(_ text: String) throws -> DemandChoice {
    // The spelling of the files.
    if let family = Family(rawValue: text.replacing("_", with: "-")) { return .family(family) }
    guard text.contains("=") else {
      throw NumberArgument.unexpected(
        "\(Family.names), or quantities with their probabilities such as 0=0.2,1=0.5,2=0.3")
    }
    return .quantities(try quantities(text))
  }

  private static func quantities(_ text: String) throws -> DiscreteDemand {
    let expected =
      "whole quantities from 0 to 1000000, each once, with probabilities that add up to 1, such as 0=0.2,1=0.5,2=0.3"
    var weights: [Int: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let pair = NumberArgument.pair(String(part)), let quantity = Int(pair.left),
        (0...1_000_000).contains(quantity), weights[quantity] == nil,
        let weight = try? NumberArgument.probability(pair.right)
      else { throw NumberArgument.unexpected(expected) }
      weights[quantity] = weight
    }
    let total = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    guard abs(total - 1) < 1e-6, let greatest = weights.keys.max() else { throw NumberArgument.unexpected(expected) }
    do {
      return try DiscreteDemand(weights: (0...greatest).map { weights[$0] ?? 0 })
    } catch {
      throw ValidationError(error.reason)
    }
  }
}

/// The options that tell a stage's demand.
struct DemandOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Demand: \(DemandChoice.Family.names), or quantity=probability,… .", valueName: "family"),
    transform: DemandChoice.read)
  var demand: DemandChoice

  @Option(
    name: .long, parsing: .unconditional, help: "Mean of the demand, in units.", transform: NumberArgument.notNegative)
  var mean: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Standard deviation of the demand, in units.",
    transform: NumberArgument.notNegative)
  var sd: Double?

  func validate() throws { _ = try stageDemand() }

  /// The demand, as far as the options make sense together.
  func stageDemand() throws(ValidationError) -> StageDemand {
    switch demand {
    case .quantities(let demand):
      guard mean == nil, sd == nil else {
        throw ValidationError("--mean and --sd tell a family of demand; --demand gives every probability here")
      }
      return .quantities(demand)
    case .family(let family):
      guard let mean else { throw ValidationError("--demand \(family.rawValue) needs --mean, in units") }
      return .family(try family.distribution(mean: mean, sd: sd))
    }
  }

  /// The family, where the method takes no other demand.
  func family(for method: String) throws(ValidationError) -> DemandDistribution {
    guard case .family(let distribution) = try stageDemand() else {
      throw ValidationError("\(method) takes --demand of a family: \(DemandChoice.Family.names)")
    }
    return distribution
  }
}

extension DemandChoice.Family {
  /// The distribution of given moments.
  func distribution(mean: Double, sd: Double?) throws(ValidationError) -> DemandDistribution {
    switch self {
    case .deterministic, .poisson:
      guard sd == nil else { throw ValidationError("--sd has no meaning for --demand \(rawValue)") }
      return self == .poisson ? .poisson(mean: mean) : .deterministic(mean: mean)
    case .normal, .gamma, .negativeBinomial:
      guard let sd else { throw ValidationError("--demand \(rawValue) needs --sd, in units") }
      if self == .normal { return .normal(mean: mean, sd: sd) }
      guard sd <= 1e4 * mean else { throw ValidationError("--sd must be at most 10000 times --mean, not \(sd)") }
      if self == .gamma { return .gamma(mean: mean, sd: sd) }
      guard sd * sd > mean else {
        throw ValidationError(
          "--sd of negative-binomial demand must be above √mean = \(mean.squareRoot()), not \(sd); at that it is poisson"
        )
      }
      return .negativeBinomial(mean: mean, sd: sd)
    }
  }
}

/// Lead time and review period.
struct ReviewOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: """
      Periods from an order to its goods, whose demand it covers; books that order before demand count one less.
      """,
    transform: NumberArgument.leadTime)
  var leadTime: Int?

  @Option(
    name: .long, parsing: .unconditional, help: "Periods between two reviews; 1 unless given.",
    transform: NumberArgument.reviewPeriod)
  var reviewPeriod: Int?

  /// Lead time, which must be given.
  func neededLeadTime() throws(ValidationError) -> Int {
    guard let leadTime else { throw ValidationError("--lead-time is missing: expected a whole number of periods") }
    return leadTime
  }
}

/// What ordering and holding costs.
struct LotCostOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional, help: "Fixed cost of an order, in money.",
    transform: NumberArgument.notNegative)
  var orderCost: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Holding cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var holdingCost: Double
}

/// What holding and waiting cost, and orders.
struct StageCostOptions: ParsableArguments {
  @OptionGroup var lot: LotCostOptions

  @Option(
    name: .long, parsing: .unconditional, help: "Backorder cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var backorderCost: Double

  /// The same as the solver takes it.
  var costs: ReplenishmentCosts {
    ReplenishmentCosts(
      fixedOrderCost: lot.orderCost, holdingCostRate: lot.holdingCost, backorderCostRate: backorderCost)
  }
}
