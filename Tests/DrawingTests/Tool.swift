import Foundation

/// A program of the machine that reads PDF files.
struct Tool {
  static let qpdf = Tool("qpdf")
  static let pdfinfo = Tool("pdfinfo")

  private let program: URL

  /// `nil` where the machine lacks it.
  private init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let programs = folders.map { URL(filePath: String($0)).appending(path: name) }
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      return nil
    }
    self.program = program
  }

  /// What the program says of the bytes as a file, and whether it is content.
  func run(_ arguments: [String] = [], on bytes: [UInt8]) throws -> (isContent: Bool, output: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "drawing-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program
    process.arguments = arguments + [file.path]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus == 0, String(decoding: output, as: UTF8.self))
  }
}
