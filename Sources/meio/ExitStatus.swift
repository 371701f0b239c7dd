import ArgumentParser

/// What the exit status says to a calling program.
enum ExitStatus {
  /// The report is not what a run would write now (`meio report --check`).
  static let stale = ExitCode(1)
  /// The input cannot be used.
  static let badInput = ExitCode(2)
  /// No plan satisfies the bounds.
  static let infeasible = ExitCode(3)
  /// The output could not be written.
  static let outputFailed = ExitCode(4)
  /// The program is at fault.
  static let internalError = ExitCode(70)
}
