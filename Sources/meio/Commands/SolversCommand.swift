import ArgumentParser
import Foundation
import Solver

/// `meio solvers`: what the program can solve, and how far its answers may be trusted.
struct SolversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solvers",
    abstract: "List every method with its model, networks, source and guarantee.",
    discussion: """
      Methods marked with * plan a network: `meio solve --method NAME` picks one. The others answer questions of their \
      own; a line says which command asks each.

      EXAMPLES
        meio solvers
        meio solvers --model "stochastic service"
        meio solve network.stages.json --method shang-song
      """)

  @Option(name: .long, help: "Only the methods of this model: gsm, ssm, or its name, such as “single stage”.")
  var model: String?

  @Flag(name: .long, help: "Print JSON, one method per line.")
  var json = false

  func run() throws {
    let wanted = ["gsm": "guaranteed service", "ssm": "stochastic service"][model ?? ""] ?? model
    let methods = MethodCatalogue.all.filter { wanted == nil || $0.model.rawValue == wanted }
    guard !methods.isEmpty else {
      let models = MethodDescription.Model.allCases.map { "“\($0.rawValue)”" }.joined(separator: ", ")
      throw ValidationError("there is no such model; the models are \(models)")
    }
    let planning = Set(PlanningMethod.all.map(\.description.name) + [SimulationSearch.description.name])
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      for method in methods {
        let line = try encoder.encode(
          Line(
            method: method, plansNetworks: planning.contains(method.name), command: MethodCommand.name(for: method)))
        try Terminal.output(String(decoding: line, as: UTF8.self) + "\n")
      }
    } else {
      try Terminal.output(MethodText.text(of: methods, planning: planning))
    }
  }
}

/// A method as JSON.
private struct Line: Encodable {
  /// What it is.
  var method: MethodDescription
  /// Whether `meio solve --method` takes it.
  var plansNetworks: Bool
  /// The command that asks it; absent where none does.
  var command: String?
}
