import Foundation

/// A program of the machine that reads what we write.
struct Program {
  private let place: URL

  /// `nil` where the machine lacks it.
  static func named(_ name: String) -> Program? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }.map(Program.init)
  }

  /// What the program says of the bytes as a file, and whether it is content.
  func run(_ arguments: [String] = [], on bytes: [UInt8]) throws -> (isContent: Bool, output: String) {
    try Scratch.use { scratch in
      try scratch.put("file.pdf", bytes)
      return try run(arguments + [scratch.path("file.pdf")])
    }
  }

  /// What the program says, and whether it is content.
  func run(_ arguments: [String]) throws -> (isContent: Bool, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = place
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus == 0, String(decoding: output, as: UTF8.self))
  }
}
