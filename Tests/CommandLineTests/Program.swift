import Foundation

/// The built program, run as a process of its own.
enum Program {
  /// What a run left behind.
  struct Outcome: Sendable {
    /// Exit status; that of the signal where one ended it.
    var status: Int32
    var wasSignalled: Bool
    var output: String
    var messages: String

    /// Lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Standard output read as JSON objects, one a line.
    func objects() throws -> [[String: Any]] {
      try lines.map { line in
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      }
    }

    /// Standard output read as one JSON object.
    func object() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
  }

  struct Missing: Error {
    var searched: [String]
  }

  /// The program stands beside the test bundle.
  static func path() throws -> String {
    var folders = [URL(fileURLWithPath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    folders += Bundle.allBundles.map(\.bundleURL)
    // On Apple systems the tests are inside a bundle and the first argument is that of the runner.
    folders += CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(fileURLWithPath: $0) }
    var searched: [String] = []
    for folder in folders {
      var place = folder
      while place.pathComponents.count > 1 {
        place.deleteLastPathComponent()
        let candidate = place.appendingPathComponent("meio").path
        var isFolder: ObjCBool = false
        searched.append(candidate)
        guard FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue else {
          continue
        }
        return candidate
      }
    }
    throw Missing(searched: searched)
  }

  /// Runs the program with arguments and standard input; nothing is read from the tests' own input.
  static func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let folder = try TemporaryFolder()
    func handle(_ name: String, _ content: String = "") throws -> FileHandle {
      try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
      return try FileHandle(forUpdating: URL(fileURLWithPath: folder.file(name)))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    // Files, since a pipe that nobody empties would stop the program.
    process.standardInput = try handle("input", input)
    process.standardOutput = try handle("output")
    process.standardError = try handle("messages")
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
      output: try folder.text("output"), messages: try folder.text("messages"))
  }

  /// A run that has not ended yet.
  struct Running {
    fileprivate let process: Process
    fileprivate let folder: TemporaryFolder

    /// Waits until a text stands in the messages so often; false where it does not within four minutes.
    func hasSaid(_ text: String, times: Int = 1) throws -> Bool {
      for _ in 0..<2_400 {
        if try folder.text("messages").components(separatedBy: text).count > times { return true }
        guard process.isRunning else { return false }
        usleep(100_000)
      }
      return false
    }

    /// Sends a signal and waits for the end.
    func end(with signal: Int32) throws -> Outcome {
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      return Outcome(
        status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
        output: try folder.text("output"), messages: try folder.text("messages"))
    }
  }

  /// Starts the program and does not wait for its end.
  static func start(_ arguments: [String]) throws -> Running {
    let folder = try TemporaryFolder()
    func handle(_ name: String) throws -> FileHandle {
      try FileHandle(forUpdating: URL(fileURLWithPath: try folder.write("", as: name)))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    process.standardInput = try handle("input")
    process.standardOutput = try handle("output")
    process.standardError = try handle("messages")
    try process.run()
    return Running(process: process, folder: folder)
  }

  /// Runs the program with a standard output that nobody reads.
  static func runWithoutReader(_ arguments: [String]) throws -> Outcome {
    let folder = try TemporaryFolder()
    let messages = URL(fileURLWithPath: folder.file("messages"))
    try Data().write(to: messages)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = try FileHandle(forUpdating: messages)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal, output: "",
      messages: try folder.text("messages"))
  }
}

/// A folder that goes when the tests end.
struct TemporaryFolder: Sendable {
  private static let root: String = {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("meio-\(UUID().uuidString)").path
    atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
    return path
  }()

  /// Its path.
  let path: String

  /// Makes an empty folder.
  init() throws {
    path = Self.root + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Path of a file in it.
  func file(_ name: String) -> String { path + "/" + name }

  /// Content of a file in it.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }

  /// Writes a file and gives its path.
  func write(_ text: String, as name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Changes a file.
  func edit(_ name: String, _ change: (String) -> String) throws { _ = try write(change(try text(name)), as: name) }

  /// Every file below with its content.
  func tree(_ name: String) throws -> [String: Data] {
    let root = URL(fileURLWithPath: file(name), isDirectory: true)
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let place = root.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      found[path] = try Data(contentsOf: place)
    }
    return found
  }

  /// Names in it, sorted.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
