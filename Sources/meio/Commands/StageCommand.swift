import ArgumentParser
import CaseFiles
import Solver
import SupplyNetwork

/// `meio stage`: the models of one stage alone.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "Answer a question about one stage: lots, newsvendor, (R, Q), (s, S), base stocks.",
    discussion: """
      Every single-stage method of `meio solvers` under its name, its parameters as options; `meio help stage METHOD` \
      explains them. Amounts are in units, times in periods, costs in money: demand of a year and a holding cost per \
      year give a cost per year. An order is placed after the demand of its period, so that a lead time of L covers the \
      demand of L periods.

      Exit status: 0 done, 2 the question has no answer as it is asked, 64 wrong options.

      EXAMPLES
      \(examples.map(example).joined(separator: "\n"))
      """,
    subcommands: subcommands + [UnknownStageMethod.self], defaultSubcommand: UnknownStageMethod.self)

  private static let examples = [
    "eoq --demand 1000 --order-cost 50 --holding-cost 2 --backorder-cost 20",
    "quantity-discounts --demand 1000 --order-cost 50 --carrying-rate 0.2 --price 0=5 --price 500=4.8",
    "newsvendor --demand normal --mean 100 --sd 30 --shortage-cost 9 --overage-cost 1",
    "base-stock --demand poisson --mean 4 --lead-time 3 --target fill-rate=0.98",
    "rq --demand poisson --mean 20 --lead-time 2 --order-cost 64 --holding-cost 1 --backorder-cost 9",
    "ss --demand poisson --mean 20 --lead-time 1 --order-cost 64 --holding-cost 1 --backorder-cost 9",
    "lots --requirements 90,120,80,70 --order-cost 500 --holding-cost 2 --json",
  ]

  /// An example on lines that the help does not break, continued as a shell continues them.
  static func example(_ words: String) -> String {
    var lines = ["  meio stage"]
    for word in words.split(separator: " ") {
      if word.hasPrefix("--"), lines[lines.count - 1].count > 50 {
        lines[lines.count - 1] += " \\"
        lines.append("     ")
      }
      lines[lines.count - 1] += " " + word
    }
    return lines.joined(separator: "\n")
  }

  /// One per method of the catalogue.
  private static let subcommands: [any StageMethodCommand.Type] = [
    BaseStockCommand.self, NewsvendorCommand.self, ReorderPointOrderQuantityCommand.self,
    ReorderPointOrderUpToCommand.self, ReorderPointApproximationsCommand.self, PowerApproximationCommand.self,
    EconomicOrderQuantityCommand.self, QuantityDiscountsCommand.self, JointReplenishmentCommand.self,
    WagnerWhitinCommand.self, FiniteHorizonCommand.self, SupplyDisruptionsCommand.self, RandomYieldCommand.self,
  ]

  /// The names under which methods are reached, aliases too.
  fileprivate static var names: [String] { subcommands.flatMap { [$0.method.name] + $0.configuration.aliases } }

  /// Whether a method of that name is reached.
  static func reaches(_ name: String) -> Bool { subcommands.contains { $0.method.name == name } }
}

/// What answers to a name that no method has.
private struct UnknownStageMethod: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unknown-method", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var words: [String] = []

  func run() throws {
    guard let word = words.first else { throw CleanExit.helpRequest(StageCommand.self) }
    if ["-h", "-help", "--help"].contains(word) { throw CleanExit.helpRequest(StageCommand.self) }
    throw ValidationError(
      "there is no method “\(word)”"
        + (Suggestion.nearest(to: word, among: StageCommand.names).map { "; did you mean “\($0)”?" }
          ?? "; methods: \(StageCommand.names.joined(separator: ", "))"))
  }
}

/// A command that asks one single-stage method.
protocol StageMethodCommand: ParsableCommand {
  /// The method.
  static var method: MethodDescription { get }
  /// Its name as a title.
  static var title: String { get }
  /// How the answer is printed.
  var output: StageOutputOptions { get }
  /// Asks it.
  ///
  /// - Throws: ``SolverError`` where the question has no answer, or a validation error.
  func answer() throws -> StageAnswer
}

extension StageMethodCommand {
  static var title: String {
    let words = method.name.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  func run() throws {
    let answer: StageAnswer
    do {
      answer = try self.answer()
      if let figure = answer.faultyFigure {
        throw SolverError.invalid(reason: "\(figure): the figures leave the range of numbers")
      }
    } catch let error as SolverError {
      let code =
        switch error {
        case .invalid: "invalid"
        case .unsupported: "unsupported"
        case .tooLarge: "too-large"
        }
      throw Terminal.fail([
        Issue(
          .error, code: code, "\(Self.method.name): \(error.reason)",
          hint: "`meio help stage \(Self.method.name)` says what each option expects")
      ])
    }
    try Terminal.output(
      output.json
        ? try StageText.json(of: answer, method: Self.method) + "\n"
        : StageText.text(of: answer, title: Self.title, method: Self.method))
  }

  /// The configuration of a method's command.
  static func stageConfiguration(
    _ discussion: String, alias: String? = nil, examples: String...
  ) -> CommandConfiguration {
    let abstract = method.summary.prefix(1).uppercased() + method.summary.dropFirst() + "."
    let lines = examples.map { StageCommand.example("\(alias ?? method.name) \($0)") }
    return CommandConfiguration(
      commandName: method.name, abstract: abstract,
      discussion: discussion + "\n\nSource: \(method.source).\n\nEXAMPLES\n" + lines.joined(separator: "\n"),
      aliases: alias.map { [$0] } ?? [])
  }
}

/// How an answer is printed.
struct StageOutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON, one line (meio.stage/1).")
  var json = false
}
