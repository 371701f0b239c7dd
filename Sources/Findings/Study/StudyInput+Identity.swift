import SupplyNetwork

extension StudyInput {
  /// Hash of inputs, options and version, as 16 hexadecimal digits: the same run has the same id.
  public var runID: String {
    var hash = FowlerNollVoHash()
    hash.combine(toolVersion)
    for file in files {
      hash.combine(file.name)
      hash.combine(file.contentHash)
    }
    // Options stand in the settings; as a whole, so that no later setting is forgotten. All of them are numbers.
    hash.combine(StableJSON.text(model.settings) ?? "")
    return hash.hexadecimal
  }

  /// What the findings of a study depend on, apart from the labels that ``StudyFindings/relabelled(for:)`` puts on them:
  /// inputs of equal identity have equal findings under equal labels, and equal tables.
  public var identity: Identity {
    var settings = model.settings
    let plain = CaseSettings()
    settings.title = plain.title
    settings.organisation = plain.organisation
    settings.preparedFor = plain.preparedFor
    settings.notice = plain.notice
    settings.report = plain.report
    settings.report.includesStress = model.settings.report.includesStress
    settings.report.locale = model.settings.report.locale
    // What case.yaml says stands in the settings; a logo is a look.
    let others = planningCase == nil ? [] : ["case.yaml", model.settings.report.brand.logo]
    return Identity(
      toolVersion: toolVersion, files: files.filter { !others.contains($0.name) }, settings: settings, issues: issues)
  }

  /// See ``StudyInput/identity``; to be compared by its encoding.
  public struct Identity: Sendable, Encodable {
    /// Version of the program.
    var toolVersion: String
    /// The files of data.
    var files: [File]
    /// The settings, without labels and without the look of the report.
    var settings: CaseSettings
    /// What reading found: the report tells some of it.
    var issues: [Issue]
  }
}

extension StudyFindings {
  /// The findings of an input of the same ``StudyInput/identity`` under the labels of this one: titles and names on the
  /// cover, the run id and the hashes of the files.
  public func relabelled(for input: StudyInput) -> StudyFindings {
    var findings = self
    findings.cover.label(with: input)
    findings.assumptions.label(with: input)
    return findings
  }
}

/// The 64-bit FNV-1a hash: names a run. Not for security. (Fowler, Noll & Vo; RFC 9923.)
struct FowlerNollVoHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ text: String) {
    for byte in text.utf8 { mix(byte) }
    mix(0)
  }

  private mutating func mix(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
