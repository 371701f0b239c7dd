import Foundation

/// Ends the program with success on SIGINT and SIGTERM, but never while files are written.
struct EndSignals {
  private let sources: [any DispatchSourceSignal]

  /// Listens from now on.
  init(after writing: WriteLock) {
    sources = [SIGINT, SIGTERM].map { number in
      // The source hears of a signal that is ignored otherwise.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        writing.hold { () -> Void in
          // What else runs is left where it is: it holds nothing that has to be put away.
          _exit(0)
        }
      }
      source.resume()
      return source
    }
  }

  /// Listens no longer.
  func forget() { sources.forEach { $0.cancel() } }
}
