import ArgumentParser
import CaseFiles
import Foundation
import SupplyNetwork

/// What the exit status says to a calling program.
enum ExitStatus {
  /// The input cannot be used.
  static let badInput = ExitCode(2)
  /// No plan satisfies the bounds.
  static let infeasible = ExitCode(3)
  /// The output could not be written.
  static let outputFailed = ExitCode(4)
  /// The program is at fault.
  static let internalError = ExitCode(70)
}

/// Where messages for people go.
enum Terminal {
  /// Writes a line to standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Writes text to standard output, as it is.
  static func output(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Whether someone watches standard error.
  static var isWatched: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

  /// Prints issues and leaves with the status of bad input.
  static func fail(_ issues: [Issue]) -> ExitCode {
    note(IssueFormatter.text(issues))
    return ExitStatus.badInput
  }
}

/// One line on standard error that says how far a run has come; silent where nobody watches.
struct ProgressLine: Sendable {
  private let isShown = Terminal.isWatched

  /// Replaces the line.
  func show(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  /// Removes the line.
  func clear() { show("") }
}
