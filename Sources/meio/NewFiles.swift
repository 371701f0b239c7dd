import ArgumentParser
import Foundation
import Reporting

/// Writes files that a command makes, whole or not at all, and replaces nothing unless told to.
enum NewFiles {
  /// Writes files into a folder, which is made where it is missing.
  static func write(_ files: [(name: String, text: String)], to folder: String, force: Bool) throws(ExitCode) {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard force || present.isEmpty else {
      throw Terminal.failOutput(
        "the folder “\(folder)” is not empty; nothing was written", hint: "name a new folder, or one that is empty")
    }
    try write(files, below: folder, shown: folder)
    Terminal.note("wrote \(files.count) files to \(folder)")
  }

  /// Writes one file; its folder is made where it is missing.
  static func write(_ text: String, toFile path: String, force: Bool) throws(ExitCode) {
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw Terminal.failOutput(
        "“\(path)” exists; nothing was written", hint: "name another file, or give --force to write over it")
    }
    let place = URL(fileURLWithPath: path)
    try write([(place.lastPathComponent, text)], below: place.deletingLastPathComponent().path, shown: path)
    Terminal.note("wrote \(path)")
  }

  private static func write(
    _ files: [(name: String, text: String)], below folder: String, shown path: String
  ) throws(ExitCode) {
    do {
      try OutputFolder(path: folder).write(files.map { ($0.name, Array($0.text.utf8)) })
    } catch {
      throw Terminal.failOutput(
        "“\(path)” cannot be written: \(error.message)",
        hint: "name a place that you may write to, in folders that exist or can be made")
    }
  }
}
