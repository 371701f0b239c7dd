/// Why a solver could not look for a plan at all. That no plan exists is no error but a status of the plan.
public enum SolverError: Error, Sendable, Equatable {
  /// The network has a shape that no method here solves.
  case notYetSupported(reason: String)
  /// The tables of the dynamic programme would not fit into memory.
  case tooLarge(reason: String)
  /// The question itself makes no sense: a number that is none, a rate below zero, a matrix that is no correlation.
  case invalid(reason: String)

  /// What is wrong, in a sentence.
  public var reason: String {
    switch self {
    case .notYetSupported(let reason), .tooLarge(let reason), .invalid(let reason): reason
    }
  }
}
