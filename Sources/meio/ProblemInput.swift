import ArgumentParser
import CaseFiles
import Findings
import Foundation
import SupplyNetwork

/// Reads what a command is pointed at: a case folder or a stage network.
enum ProblemInput {
  /// The study's input, or an exit after all issues have been printed.
  static func read(_ path: String) throws -> StudyInput {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Terminal.fail([
        Issue(
          .error, code: "no-such-input", "there is no file or folder “\(path)”",
          hint: "name a case folder or a file that ends in .stages.json; `meio sample consumer-goods DIR` makes one")
      ])
    }
    return isFolder.boolValue ? try readCase(path) : try readNetwork(path)
  }

  private static func readCase(_ folder: String) throws -> StudyInput {
    let loaded = CaseReader.read(folder: folder)
    guard let planningCase = loaded.case else { throw Terminal.fail(loaded.issues) }
    do {
      return StudyInput(
        model: try NetworkModel(planningCase), planningCase: planningCase, issues: loaded.issues,
        files: loaded.inputs.map { .init(name: $0.name, contentHash: $0.contentHash) }, toolVersion: Meio.version)
    } catch {
      throw Terminal.fail(loaded.issues + error.issues)
    }
  }

  private static func readNetwork(_ path: String) throws -> StudyInput {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let bytes = FileManager.default.contents(atPath: path).map([UInt8].init) else {
      throw Terminal.fail([Issue(.error, code: "unreadable", at: .init(file: name), "the file cannot be read")])
    }
    do {
      let network = try StageNetworkFile.read(bytes, fileName: name)
      var settings = CaseSettings()
      settings.title = network.name
      settings.currentPolicy = .independent
      return StudyInput(
        model: NetworkModel(network: network, settings: settings),
        files: [.init(name: name, contentHash: SHA256.hexadecimalDigest(of: bytes))], toolVersion: Meio.version)
    } catch {
      throw Terminal.fail(error.issues)
    }
  }
}
