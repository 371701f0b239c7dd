import ArgumentParser
import CaseFiles
import Foundation
import SupplyNetwork

/// Where results and messages go: results to standard output, all else to standard error.
enum Terminal {
  /// Columns that text is set in.
  static let width = 96

  /// Writes a line to standard error; where that is closed, nobody listens.
  static func note(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

  /// Writes over the line of standard error that the cursor stands in.
  static func replaceStatusLine(_ text: String) { _ = write("\r\u{1B}[K\(text)", to: STDERR_FILENO) }

  /// Writes text to standard output, as it is.
  ///
  /// - Throws: success where the reader has seen enough and closed the pipe, else the status of failed output.
  static func output(_ text: String) throws(ExitCode) {
    guard let problem = write(text, to: STDOUT_FILENO) else { return }
    if problem == EPIPE { throw ExitCode.success }
    note("error: standard output: \(String(cString: strerror(problem)))")
    throw ExitStatus.outputFailed
  }

  /// Whether someone watches standard error.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Prints issues and gives the status of bad input.
  static func fail(_ issues: [Issue]) -> ExitCode {
    note(IssueFormatter.text(issues))
    return ExitStatus.badInput
  }

  /// What a step gives, or an exit after its issues have been printed.
  static func checked<Value>(_ step: () throws(IssueList) -> Value) throws(ExitCode) -> Value {
    do {
      return try step()
    } catch {
      throw fail(error.issues)
    }
  }

  /// Says of every plan that is none why.
  static func noteInfeasible(_ plans: [StockingPlan]) {
    for plan in plans where plan.status == .infeasible {
      note(IssueFormatter.visible("\(plan.name): infeasible: \(plan.reason ?? "no plan satisfies the bounds")"))
    }
  }

  /// Prints a message and gives the status of failed output.
  static func failOutput(_ message: String, hint: String) -> ExitCode {
    note(IssueFormatter.text(Issue(.error, code: "output", message, hint: hint)))
    return ExitStatus.outputFailed
  }

  /// Writes everything; the number of the system's error where that fails.
  ///
  /// Foundation's handles stop the program where a pipe is closed.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let written = writeBytes(descriptor, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
        if written > 0 {
          start += written
        } else if written == 0 || errno != EINTR {
          return written == 0 ? EIO : errno
        }
      }
      return nil
    }
  }

  private static func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// One line on standard error that says how far a run has come; silent where nobody watches.
struct ProgressLine: Sendable {
  private let isShown = Terminal.isWatched

  /// Replaces the line.
  func show(_ text: String) {
    guard isShown else { return }
    Terminal.replaceStatusLine(text)
  }

  /// Removes the line.
  func clear() { show("") }
}
