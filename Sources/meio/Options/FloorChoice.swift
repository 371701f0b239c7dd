import ArgumentParser
import Findings

/// What every stage gets at least on a frontier.
enum FloorChoice: String, CaseIterable, ExpressibleByArgument {
  /// Its service target.
  case targets
  /// Nothing.
  case none

  /// The same as the study names it.
  var floors: FrontierStudy.Floors {
    switch self {
    case .targets: .targets
    case .none: .none
    }
  }
}
