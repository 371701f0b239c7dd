import ArgumentParser
import Foundation
import Reporting

/// Writes files that a command makes, whole or not at all, and replaces nothing unless told to.
enum NewFiles {
  /// Writes files into a folder, which is made where it is missing.
  static func write(_ files: [(name: String, text: String)], to folder: String, force: Bool) throws(ExitCode) {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard force || present.isEmpty else {
      throw Terminal.failOutput("the folder “\(folder)” is not empty; nothing was written")
    }
    do {
      try OutputFolder(path: folder).write(files.map { ($0.name, Array($0.text.utf8)) })
    } catch {
      throw Terminal.failOutput(error.message)
    }
    Terminal.note("wrote \(files.count) files to \(folder)")
  }

  /// Writes one file; its folder is made where it is missing.
  static func write(_ text: String, toFile path: String, force: Bool) throws(ExitCode) {
    let manager = FileManager.default
    guard force || !manager.fileExists(atPath: path) else {
      throw Terminal.failOutput("“\(path)” exists; nothing was written")
    }
    let place = URL(fileURLWithPath: path)
    do {
      try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place, options: .atomic)
    } catch {
      throw Terminal.failOutput("“\(path)” cannot be written: \(error.localizedDescription)")
    }
    Terminal.note("wrote \(path)")
  }
}
