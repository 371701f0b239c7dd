import ArgumentParser
import Foundation

/// How many networks a command works on at a time.
struct ThreadOptions: ParsableArguments {
  @Option(
    name: .customLong("threads"),
    help: "Networks worked on at a time; the results do not depend on it. Default: one per processor.")
  var given: Int?

  /// The number given, else one per processor.
  var count: Int { given ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    guard given.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads must be from 1 to 1,024")
    }
  }
}
